/// One conversion of a format: `%[flags][width][.precision][size]conversion`.
struct FormatSpecification: Hashable {
    struct Flags: OptionSet, Hashable {
        let rawValue: UInt8
        static let left = Flags(rawValue: 1)
        static let plus = Flags(rawValue: 2)
        static let space = Flags(rawValue: 4)
        static let alternate = Flags(rawValue: 8)
        static let zero = Flags(rawValue: 16)
    }

    /// A width or precision.
    enum Count: Hashable {
        case number(Int)
        /// `*`: the next argument.
        case argument
    }

    enum Size: Hashable {
        /// h
        case half
        /// l, w; for numbers as none, for characters and strings: wide.
        case long
        /// ll, I64
        case longLong
    }

    var flags: Flags = []
    var width = Count.number(0)
    var precision: Count?
    var size: Size?
    var conversion: UInt8

    /// The greatest width or precision, an int's.
    static let limit = Int(Int32.max)

    /// Reads the characters after a `%`.
    /// - Parameter index: of the first one; afterwards behind the conversion, or at the character that is none.
    /// - Returns: nil when the format ends too early or has a character that cannot stand there.
    init?(_ format: [UInt16], at index: inout Int) {
        func unit() -> UInt8 { index < format.count ? UInt8(exactly: format[index]) ?? 0 : 0 }
        func next(_ character: Unicode.Scalar) -> Bool {
            guard UInt32(unit()) == character.value else { return false }
            index += 1
            return true
        }
        func number() -> Int {
            var value = 0
            while (0x30...0x39).contains(unit()) {
                value = min(value * 10 + Int(unit() - 0x30), Self.limit)
                index += 1
            }
            return value
        }
        flags: while true {
            switch unit() {
            case UInt8(ascii: "-"): flags.insert(.left)
            case UInt8(ascii: "+"): flags.insert(.plus)
            case UInt8(ascii: " "): flags.insert(.space)
            case UInt8(ascii: "#"): flags.insert(.alternate)
            case UInt8(ascii: "0"): flags.insert(.zero)
            default: break flags
            }
            index += 1
        }
        width = next("*") ? .argument : .number(number())
        if next(".") { precision = next("*") ? .argument : .number(number()) }
        sizes: while true {
            if next("h") {
                size = .half
            } else if next("l") {
                size = size == .long ? .longLong : .long
            } else if next("w") {
                size = .long
            } else if next("I") {
                if unit() == UInt8(ascii: "6"), index + 1 < format.count, format[index + 1] == 0x34 {
                    size = .longLong
                    index += 2
                } else if unit() == UInt8(ascii: "3"), index + 1 < format.count, format[index + 1] == 0x32 {
                    index += 2
                }
            } else if !next("L") {
                break sizes
            }
        }
        conversion = unit()
        guard Self.conversions.contains(conversion) else { return nil }
        index += 1
    }

    private static let conversions = Set("%diouxXcCsSapneEfgG".utf8)
}
