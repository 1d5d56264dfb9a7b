/// The export ordinals of ceddk.dll: Microsoft's own, the same in every image of CE 5 to Compact 2013. What a BSP adds
/// has ordinals behind them, and means something in that BSP alone.
enum CeddkOrdinals {
    private static let names: [UInt32: String] = {
        var names: [UInt32: String] = [:]
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 2, let ordinal = UInt32(fields[0]) else { continue }
            names[ordinal] = String(fields[1])
        }
        return names
    }()

    private static let ordinals = Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0.key) })

    /// The highest ordinal of Microsoft's: 86.
    static let last = names.keys.max() ?? 0

    /// The function with an ordinal, or nil.
    static func name(of ordinal: UInt32) -> String? { names[ordinal] }

    /// The ordinal of a function, or nil.
    static func ordinal(of name: String) -> UInt32? { ordinals[name] }
}

extension CallLibrary {
    /// The export of this library with an ordinal, or nil.
    package func export(_ ordinal: UInt32) -> String? {
        switch self {
        case .coredll: CoredllOrdinals.name(of: ordinal)
        case .ceddk: CeddkOrdinals.name(of: ordinal)
        }
    }

    /// The ordinal of an export of this library, or nil.
    package func ordinal(of name: String) -> UInt32? {
        switch self {
        case .coredll: CoredllOrdinals.ordinal(of: name)
        case .ceddk: CeddkOrdinals.ordinal(of: name)
        }
    }
}
