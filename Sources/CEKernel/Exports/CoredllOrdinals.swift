/// The export ordinals of coredll.dll, the same for every CE 6 image and its relatives, and the trap behind those that trap.
enum CoredllOrdinals {
    private static let index = ExportIndex(text)

    /// The ordinals behind traps, by API set << 8 | method.
    private static let traps: [UInt32: UInt32] = {
        var traps: [UInt32: UInt32] = [:]
        for (ordinal, text) in index.remarks {
            let numbers = text.split(separator: ".").compactMap { UInt32($0, radix: 16) }
            if numbers.count == 2 { traps[numbers[0] << 8 | numbers[1]] = ordinal }
        }
        return traps
    }()

    /// The function with an ordinal, or nil.
    static func name(of ordinal: UInt32) -> String? { index.name(of: ordinal) }

    /// The ordinal of a function, or nil.
    static func ordinal(of name: String) -> UInt32? { index.ordinal(of: name) }

    private static let trapping = Set(traps.values)

    /// Whether a call of the function leaves user mode on CE 6.
    static func isTrap(_ name: String) -> Bool { index.ordinal(of: name).map(trapping.contains) ?? false }

    /// The function behind a trap, or nil.
    static func name(ofTrap set: UInt32, method: UInt32) -> String? {
        traps[set << 8 | method].flatMap { index.name(of: $0) }
    }
}
