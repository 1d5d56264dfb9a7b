/// The text that a function of the scanf family reads.
struct ScannedInput {
    private let units: [UInt16]
    private(set) var position = 0

    init(_ units: [UInt16]) { self.units = units }

    var isAtEnd: Bool { position >= units.count }

    mutating func skipSpace() {
        while position < units.count, CharacterClass(units[position]).contains(.space) { position += 1 }
    }

    mutating func take(_ unit: UInt16) -> Bool {
        guard position < units.count, units[position] == unit else { return false }
        position += 1
        return true
    }

    /// The characters that belong together, at most `width`.
    mutating func run(_ width: Int?, while belongs: (UInt16) -> Bool) -> [UInt16] {
        let end = min(units.count, position + min(width ?? units.count, units.count))
        let start = position
        while position < end, belongs(units[position]) { position += 1 }
        return Array(units[start..<position])
    }

    /// A whole number, modulo 2^64; nil without a digit.
    /// - Parameter radix: 0 for 8, 10 or 16 as the text says.
    mutating func integer(radix: UInt64, width: Int?) -> UInt64? {
        let end = min(units.count, position + min(width ?? units.count, units.count))
        var index = position
        var isNegative = false
        if index < end, [0x2B, 0x2D].contains(units[index]) {
            isNegative = units[index] == 0x2D
            index += 1
        }
        var radix = radix
        if radix == 0 || radix == 16, index + 1 < end, units[index] == 0x30, units[index + 1] | 0x20 == 0x78 {
            radix = 16
            index += 2
        } else if radix == 0 {
            radix = index < end && units[index] == 0x30 ? 8 : 10
        }
        var value: UInt64 = 0
        let start = index
        while index < end, let digit = Self.digit(units[index]), digit < radix {
            value = value &* radix &+ digit
            index += 1
        }
        guard index > start else { return nil }
        position = index
        return isNegative ? 0 &- value : value
    }

    /// A number as strtod reads it; nil without one.
    mutating func floating(width: Int?) -> Double? {
        let end = min(units.count, position + min(width ?? 4096, 4096))
        let number = DecimalNumber(Array(units[position..<end]))
        guard number.length > 0 else { return nil }
        position += number.length
        return number.value
    }

    private static func digit(_ unit: UInt16) -> UInt64? {
        switch unit {
        case 0x30...0x39: UInt64(unit - 0x30)
        case 0x41...0x46: UInt64(unit - 0x41 + 10)
        case 0x61...0x66: UInt64(unit - 0x61 + 10)
        default: nil
        }
    }
}
