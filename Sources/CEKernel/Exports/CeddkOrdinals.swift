/// The export ordinals of ceddk.dll: Microsoft's own, the same in every image of CE 5 to Compact 2013. What a BSP adds
/// has ordinals behind them, and means something in that BSP alone.
enum CeddkOrdinals {
    private static let index = ExportIndex(text)

    /// The highest ordinal of Microsoft's: 86.
    static var last: UInt32 { index.last }

    /// The function with an ordinal, or nil.
    static func name(of ordinal: UInt32) -> String? { index.name(of: ordinal) }

    /// The ordinal of a function, or nil.
    static func ordinal(of name: String) -> UInt32? { index.ordinal(of: name) }
}

extension CallLibrary {
    /// The export of this library with an ordinal, or nil.
    package func export(_ ordinal: UInt32) -> String? {
        switch self {
        case .coredll: CoredllOrdinals.name(of: ordinal)
        case .ceddk: CeddkOrdinals.name(of: ordinal)
        }
    }

    /// Whether a function of the machine calls the kernel, and is not done by its library alone.
    package static func isKernelCall(_ name: String) -> Bool {
        if CoredllOrdinals.isTrap(name) { return true }
        let plain = ["READ_", "WRITE_", "StallExecution", "CalibrateStallCounter"]
        return CeddkOrdinals.ordinal(of: name) != nil && !plain.contains(where: name.hasPrefix)
    }

    /// The ordinal of an export of this library, or nil.
    package func ordinal(of name: String) -> UInt32? {
        switch self {
        case .coredll: CoredllOrdinals.ordinal(of: name)
        case .ceddk: CeddkOrdinals.ordinal(of: name)
        }
    }
}
