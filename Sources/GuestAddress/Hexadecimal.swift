/// `value` in lower-case hexadecimal, padded with zeros on the left to at least `width` digits.
public func hexadecimal(_ value: some UnsignedInteger, width: Int = 8) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
