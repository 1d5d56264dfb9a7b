/// The numbers that arithmetic.exe makes, in its order.
struct GuestNumbers {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Any bits in every third round, otherwise a number of a size that survives conversions.
    mutating func double(_ round: Int) -> Double {
        let bits = next()
        if round % 3 == 0 { return Double(bitPattern: bits) }
        return Double(bitPattern: bits & 0x800F_FFFF_FFFF_FFFF | (1015 + (bits >> 52 & 63)) << 52)
    }

    mutating func single(_ round: Int) -> Float {
        let bits = UInt32(truncatingIfNeeded: next())
        if round % 3 == 0 { return Float(bitPattern: bits) }
        return Float(bitPattern: bits & 0x807F_FFFF | (119 + (bits >> 23 & 31)) << 23)
    }

    mutating func long() -> Int64 {
        let bits = next()
        return Int64(bitPattern: bits >> (bits & 63))
    }

    mutating func word() -> Int32 { Int32(truncatingIfNeeded: long()) }
}

/// A line of arithmetic.exe: a name and the bits of a result.
struct GuestLine {
    let text: String
    /// What the result was computed of.
    let arguments: String

    init(_ name: String, _ bits: UInt64, of arguments: String = "") {
        let digits = String(bits, radix: 16)
        text = "\(name) \(String(repeating: "0", count: 16 - digits.count))\(digits)"
        self.arguments = arguments
    }

    init(_ name: String, _ value: Double, of arguments: String = "") {
        self.init(name, value.bitPattern, isNumber: !value.isNaN, arguments)
    }

    init(_ name: String, _ value: Float, of arguments: String = "") {
        self.init(name, UInt64(value.bitPattern), isNumber: !value.isNaN, arguments)
    }

    private init(_ name: String, _ bits: UInt64, isNumber: Bool, _ arguments: String) {
        let line = GuestLine(name, bits, of: arguments)
        text = isNumber ? line.text : "\(name) nan"
        self.arguments = arguments
    }
}
