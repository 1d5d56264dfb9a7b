extension Lexer {
    /// A number at `start`, in the forms of the dialect; `.invalid` when the letters and digits make none.
    ///
    /// armasm: `0x1F`, `2_1010`, `31` (ARM Developer Suite Assembler Guide, numeric literals). masm: `1Fh`, `1010b`,
    /// `31`, `31d`, `37o`. C and GNU as: `0x1F`, `037`, `31`, `0b11`, each with u and l.
    func number(_ bytes: [UInt8], from start: Int, end: Int) -> Token {
        var index = start
        while index < end, bytes[index].isDigit || bytes[index].isLetter || bytes[index] == UInt8(ascii: "_") {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let value =
            switch dialect {
            case .armasm: Self.armasmNumber(bytes, start..<index)
            case .masm: Self.masmNumber(bytes, start..<index)
            case .c, .gnu: Self.cNumber(bytes, start..<index)
            }
        return Token(
            kind: value == nil ? .invalid : .number, text: text, value: value ?? 0, line: 0, column: 0,
            length: Int32(truncatingIfNeeded: index - start))
    }

    /// `&1F`, armasm's other hexadecimal form.
    func ampersandNumber(_ bytes: [UInt8], from start: Int, end: Int) -> Token {
        var index = start + 1
        while index < end, bytes[index].isWordPart { index += 1 }
        let value = Self.digits(bytes, start + 1..<index, radix: 16)
        return Token(
            kind: value == nil ? .invalid : .number, text: String(decoding: bytes[start..<index], as: UTF8.self),
            value: value ?? 0, line: 0, column: 0, length: Int32(truncatingIfNeeded: index - start))
    }

    /// The value of digits of a radix, nil when one is none, there is none, or 64 bits do not hold it.
    static func digits(_ bytes: [UInt8], _ range: Range<Int>, radix: UInt64) -> UInt64? {
        guard !range.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in bytes[range] {
            guard let digit = byte.hexadecimalDigit, UInt64(digit) < radix else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            guard !overflow, product <= UInt64.max - UInt64(digit) else { return nil }
            value = product + UInt64(digit)
        }
        return value
    }

    private static func hasHexadecimalPrefix(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        range.count > 2 && bytes[range.lowerBound] == UInt8(ascii: "0")
            && bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "x")
    }

    private static func armasmNumber(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
        if hasHexadecimalPrefix(bytes, range) { return digits(bytes, range.dropFirst(2), radix: 16) }
        if range.count > 2, bytes[range.lowerBound + 1] == UInt8(ascii: "_") {
            let radix = UInt64(bytes[range.lowerBound] - UInt8(ascii: "0"))
            return radix >= 2 ? digits(bytes, range.dropFirst(2), radix: radix) : nil
        }
        return digits(bytes, range, radix: 10)
    }

    private static func masmNumber(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
        guard let last = range.last else { return nil }
        let body = range.lowerBound..<last
        switch bytes[last] | 0x20 {
        case UInt8(ascii: "h"): return digits(bytes, body, radix: 16)
        case UInt8(ascii: "b"), UInt8(ascii: "y"): return digits(bytes, body, radix: 2)
        case UInt8(ascii: "o"), UInt8(ascii: "q"): return digits(bytes, body, radix: 8)
        case UInt8(ascii: "d"), UInt8(ascii: "t"): return digits(bytes, body, radix: 10)
        default:
            if hasHexadecimalPrefix(bytes, range) { return digits(bytes, range.dropFirst(2), radix: 16) }
            return digits(bytes, range, radix: 10)
        }
    }

    private static func cNumber(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
        let isHexadecimal = hasHexadecimalPrefix(bytes, range)
        if range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "0"),
            bytes[range.lowerBound + 1] | 0x20 == UInt8(ascii: "b")
        {
            return digits(bytes, range.dropFirst(2), radix: 2)
        }
        var upper = range.upperBound
        while upper > range.lowerBound + 1,
            bytes[upper - 1] | 0x20 == UInt8(ascii: "u") || bytes[upper - 1] | 0x20 == UInt8(ascii: "l")
        {
            upper -= 1
        }
        if isHexadecimal {
            let lower = range.lowerBound + 2
            return lower < upper ? digits(bytes, lower..<upper, radix: 16) : nil
        }
        let isOctal = upper - range.lowerBound > 1 && bytes[range.lowerBound] == UInt8(ascii: "0")
        return digits(bytes, range.lowerBound..<upper, radix: isOctal ? 8 : 10)
    }
}
