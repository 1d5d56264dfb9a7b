/// The integer functions that compilers for CE on ARM call instead of instructions, as pure functions.
enum IntegerHelpers {
    /// Quotient and remainder, or nil for a division by zero. What does not fit wraps.
    static func divide<Value: FixedWidthInteger>(_ dividend: Value, by divisor: Value) -> (Value, Value)? {
        guard divisor != 0 else { return nil }
        return (
            dividend.dividedReportingOverflow(by: divisor).partialValue,
            dividend.remainderReportingOverflow(dividingBy: divisor).partialValue
        )
    }

    /// a × b ÷ c, rounded, −1 when it does not exist or does not fit (MulDiv).
    static func multiplyAndDivide(_ first: Int32, _ second: Int32, _ divisor: Int32) -> Int32 {
        guard divisor != 0 else { return -1 }
        let product = Int64(first) * Int64(second)
        let half = Int64(divisor.magnitude / 2)
        let rounded = product < 0 ? product - half : product + half
        // A half is away from zero whatever the divisor's sign.
        return Int32(exactly: rounded / Int64(divisor)) ?? -1
    }

    /// The C runtime's rand: a 32-bit linear congruential generator, of which bits 16 to 30 are returned.
    static func random(_ seed: inout UInt32) -> UInt32 {
        seed = seed &* 214_013 &+ 2_531_011
        return seed >> 16 & 0x7FFF
    }
}
