/// An import that nobody provides: the image loads, and only calling it is an error.
struct MissingImport: Hashable, Codable {
    let library: String
    /// The name, or `@ordinal`.
    let symbol: String
    /// The image that imports it.
    let importer: String

    func message(calledBy caller: String) -> String {
        "\(library) function \(displayName) is not provided; \(importer) called it from \(caller)\(advice)"
    }

    /// The library as one whose exports are known, or nil.
    private var known: CallLibrary? { CallLibrary(named: library) }

    private var ordinal: UInt32? { symbol.hasPrefix("@") ? UInt32(symbol.dropFirst()) : nil }

    /// `KernelIoControl (ordinal 557)`, `ordinal 1234`, `MyFunction`: the names are those of the library itself.
    private var displayName: String {
        guard let ordinal else {
            return known?.ordinal(of: symbol).map { "\(symbol) (ordinal \($0))" } ?? symbol
        }
        return known?.export(ordinal).map { "\($0) (ordinal \(ordinal))" } ?? "ordinal \(ordinal)"
    }

    private var advice: String {
        guard known == .ceddk, let ordinal, ordinal > CeddkOrdinals.last else { return "" }
        return "; ceddk's ordinals above \(CeddkOrdinals.last) are a BSP's own, so its ceddk.dll has to be among the "
            + "files"
    }
}
