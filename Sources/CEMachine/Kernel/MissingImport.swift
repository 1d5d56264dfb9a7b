/// An import that nobody provides: the image loads, and only calling it is an error.
struct MissingImport: Hashable {
    let library: String
    /// The name, or `@ordinal`.
    let symbol: String
    /// The image that imports it.
    let importer: String

    func message(calledBy caller: String) -> String {
        "\(library) function \(displayName) is not provided; \(importer) called it from \(caller)"
    }

    /// `KernelIoControl (ordinal 557)`, `@1234`, `MyFunction`.
    private var displayName: String {
        guard symbol.hasPrefix("@"), let ordinal = UInt32(symbol.dropFirst()) else {
            return CoredllOrdinals.ordinal(of: symbol).map { "\(symbol) (ordinal \($0))" } ?? symbol
        }
        return CoredllOrdinals.name(of: ordinal).map { "\($0) (ordinal \(ordinal))" } ?? "ordinal \(ordinal)"
    }
}
