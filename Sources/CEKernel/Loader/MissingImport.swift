import CEMemory

/// An import that nobody provides: the image loads, and only calling it is an error.
struct MissingImport: Hashable, Codable {
    let library: String
    /// The name, or `@ordinal`.
    let symbol: String
    /// The image that imports it.
    let importer: String

    func message(calledBy caller: String) -> String {
        "\(function) is not provided; \(importer) called it from \(caller)\(advice)"
    }

    /// `COREDLL.dll function RegisterAPISet (ordinal 635)`.
    var function: String { "\(library) function \(displayName)" }

    /// The function's name, where its library's exports are known or it is imported by name; otherwise empty.
    private var name: String { ordinal.map { known?.export($0) ?? "" } ?? symbol }

    /// What such a function returns when it fails: searches and openers of files INVALID_HANDLE_VALUE, functions of the
    /// registry an error code, all others 0.
    var failureValue: UInt32 {
        if ["FindFirst", "CreateFile", "SetFilePointer", "GetFileAttributes"].contains(where: name.hasPrefix) {
            return .max
        }
        return name.hasPrefix("Reg") && name.hasSuffix("W") ? CEError.callNotImplemented.rawValue : 0
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
