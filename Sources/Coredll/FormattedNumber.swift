/// A number as text, in the parts that padding goes between: sign and prefix, zeros, digits, zeros, exponent.
struct FormattedNumber: Hashable {
    var prefix = ""
    var leadingZeros = 0
    var digits = ""
    var trailingZeros = 0
    var suffix = ""
    /// Whether the 0 flag may pad it.
    var allowsZeroPadding = true

    var length: Int { prefix.utf8.count + leadingZeros + digits.utf8.count + trailingZeros + suffix.utf8.count }

    // MARK: Whole numbers

    /// - Parameters:
    ///   - bits: the argument, extended to 64 bits as the conversion's signedness says.
    ///   - precision: the least number of digits.
    init(bits: UInt64, _ specification: FormatSpecification, precision: Int?) {
        let flags = specification.flags
        var magnitude = bits
        var radix = 10
        var isUpper = false
        switch specification.conversion {
        case UInt8(ascii: "d"), UInt8(ascii: "i"):
            let isNegative = Int64(bitPattern: bits) < 0
            if isNegative { magnitude = 0 &- bits }
            prefix = isNegative ? "-" : flags.contains(.plus) ? "+" : flags.contains(.space) ? " " : ""
        case UInt8(ascii: "o"): radix = 8
        case UInt8(ascii: "x"):
            radix = 16
            if flags.contains(.alternate), bits != 0 { prefix = "0x" }
        case UInt8(ascii: "X"), UInt8(ascii: "p"):
            radix = 16
            isUpper = true
            if flags.contains(.alternate), bits != 0 { prefix = "0X" }
        default: break
        }
        // A zero with precision 0 has no digits.
        if magnitude != 0 || precision != 0 { digits = String(magnitude, radix: radix, uppercase: isUpper) }
        leadingZeros = max(0, (precision ?? 0) - digits.utf8.count)
        if radix == 8, flags.contains(.alternate), leadingZeros == 0, !digits.hasPrefix("0") { prefix = "0" }
        allowsZeroPadding = precision == nil
    }

    // MARK: Floating-point numbers

    /// - Parameter precision: the digits after the point, or with g the significant digits; 6 when the format has none.
    init(_ value: Double, _ specification: FormatSpecification, precision: Int?) {
        let flags = specification.flags
        let isUpper = specification.conversion & 0x20 == 0
        var precision = precision ?? 6
        prefix = value.sign == .minus ? "-" : flags.contains(.plus) ? "+" : flags.contains(.space) ? " " : ""
        let keepsPoint = flags.contains(.alternate)
        guard value.isFinite else {
            // The spelling of the runtimes before 2015.
            digits = value.isInfinite ? "1.#INF" : value.sign == .minus ? "1.#IND" : "1.#QNAN"
            return
        }
        var decimal = DecimalDigits(value)
        switch specification.conversion | 0x20 {
        case UInt8(ascii: "e"): setScientific(&decimal, precision, keepsPoint, isUpper)
        case UInt8(ascii: "f"): setFixed(&decimal, precision, keepsPoint)
        default:
            precision = max(precision, 1)
            decimal.round(to: precision)
            let exponent = decimal.digits.isEmpty ? 0 : decimal.exponent - 1
            let significant = keepsPoint ? precision : max(decimal.digits.count, 1)
            if exponent < -4 || exponent >= precision {
                setScientific(&decimal, significant - 1, keepsPoint, isUpper)
            } else {
                setFixed(&decimal, max(significant - 1 - exponent, 0), keepsPoint)
            }
        }
    }

    private mutating func setFixed(_ decimal: inout DecimalDigits, _ precision: Int, _ keepsPoint: Bool) {
        decimal.round(to: decimal.exponent + precision)
        let whole = max(decimal.exponent, 0)
        var text: [UInt8] = whole == 0 ? [0] : (0..<whole).map { decimal[$0] }
        // Zeros between the point and the first digit, then the digits there are.
        let present = max(0, decimal.digits.count - decimal.exponent)
        let shown = min(precision, present)
        text += (0..<shown).map { decimal[decimal.exponent + $0] }
        assemble(text, pointAfter: max(whole, 1), keepsPoint || precision > 0)
        trailingZeros = precision - shown
    }

    private mutating func setScientific(
        _ decimal: inout DecimalDigits, _ precision: Int, _ keepsPoint: Bool, _ isUpper: Bool
    ) {
        decimal.round(to: precision + 1)
        let shown = min(precision, max(0, decimal.digits.count - 1))
        assemble((0...shown).map { decimal[$0] }, pointAfter: 1, keepsPoint || precision > 0)
        trailingZeros = precision - shown
        let exponent = decimal.digits.isEmpty ? 0 : decimal.exponent - 1
        let number = String(abs(exponent))
        // Three digits at least, as the old runtimes had it.
        suffix =
            (isUpper ? "E" : "e") + (exponent < 0 ? "-" : "+") + String(repeating: "0", count: max(0, 3 - number.count))
        suffix += number
    }

    private mutating func assemble(_ text: [UInt8], pointAfter whole: Int, _ hasPoint: Bool) {
        let characters = text.map { 0x30 + $0 }
        digits = String(decoding: characters.prefix(whole), as: UTF8.self)
        if hasPoint { digits += "." }
        digits += String(decoding: characters.dropFirst(whole), as: UTF8.self)
    }
}
