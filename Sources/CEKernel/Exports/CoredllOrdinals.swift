/// The export ordinals of coredll.dll, the same for every CE 6 image and its relatives, and the trap behind those that trap.
enum CoredllOrdinals {
    private struct Table {
        var names: [UInt32: String] = [:]
        var ordinals: [String: UInt32] = [:]
        /// API set << 8 | method.
        var traps: [UInt32: String] = [:]
    }

    private static let table: Table = {
        var table = Table()
        table.names.reserveCapacity(2200)
        table.ordinals.reserveCapacity(2200)
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count == 3, let ordinal = number(fields[0], radix: 10) else { continue }
            let name = String(decoding: fields[1], as: UTF8.self)
            table.names[ordinal] = name
            table.ordinals[name] = ordinal
            let trap = fields[2].split(separator: UInt8(ascii: "."))
            if trap.count == 2, let set = number(trap[0], radix: 16), let method = number(trap[1], radix: 16) {
                table.traps[set << 8 | method] = name
            }
        }
        return table
    }()

    private static func number(_ digits: Substring.UTF8View, radix: Int) -> UInt32? {
        UInt32(Substring(digits), radix: radix)
    }

    /// The function with an ordinal, or nil.
    static func name(of ordinal: UInt32) -> String? { table.names[ordinal] }

    /// The ordinal of a function, or nil.
    static func ordinal(of name: String) -> UInt32? { table.ordinals[name] }

    /// The function behind a trap, or nil.
    static func name(ofTrap set: UInt32, method: UInt32) -> String? { table.traps[set << 8 | method] }
}
