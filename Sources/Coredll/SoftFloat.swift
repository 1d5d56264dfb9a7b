import CEKernel

/// The compilers' helpers for floating-point numbers: all arithmetic on cores without the hardware, conversions from
/// and to 64-bit numbers on those that have it.
let softFloatCalls: [KernelCall] = [singleCalls, doubleCalls, conversionCalls].flatMap { $0 }

private func single<Result: FloatingResult>(
    _ name: String, _ body: @escaping @Sendable (Float, Float) -> Result
) -> KernelCall {
    .numeric(name, source: "observed", body)
}

private func double<Result: FloatingResult>(
    _ name: String, _ body: @escaping @Sendable (Double, Double) -> Result
) -> KernelCall {
    .numeric(name, source: "observed", body)
}

private func conversion<Value: FloatingArgument, Result: FloatingResult>(
    _ name: String, _ body: @escaping @Sendable (Value) -> Result
) -> KernelCall {
    .numeric(name, source: "observed", body)
}

private let singleCalls: [KernelCall] = [
    single("__adds") { $0 + $1 }, single("__subs") { $0 - $1 }, single("__muls") { $0 * $1 },
    single("__divs") { $0 / $1 }, single("__eqs") { $0 == $1 }, single("__nes") { $0 != $1 },
    single("__lts") { $0 < $1 }, single("__les") { $0 <= $1 }, single("__gts") { $0 > $1 },
    single("__ges") { $0 >= $1 }, conversion("__negs") { (value: Float) in -value },
]

private let doubleCalls: [KernelCall] = [
    double("__addd") { $0 + $1 }, double("__subd") { $0 - $1 }, double("__muld") { $0 * $1 },
    double("__divd") { $0 / $1 }, double("__eqd") { $0 == $1 }, double("__ned") { $0 != $1 },
    double("__ltd") { $0 < $1 }, double("__led") { $0 <= $1 }, double("__gtd") { $0 > $1 },
    double("__ged") { $0 >= $1 }, conversion("__negd") { (value: Double) in -value },
]

private let conversionCalls: [KernelCall] = [
    conversion("__stod") { (value: Float) in Double(value) },
    conversion("__dtos") { (value: Double) in Float(value) },
    conversion("__itos") { (value: Int32) in Float(value) },
    conversion("__itod") { (value: Int32) in Double(value) },
    conversion("__utos") { (value: UInt32) in Float(value) },
    conversion("__utod") { (value: UInt32) in Double(value) },
    conversion("__i64tos") { (value: Int64) in Float(value) },
    conversion("__i64tod") { (value: Int64) in Double(value) },
    conversion("__u64tos") { (value: UInt64) in Float(value) },
    conversion("__u64tod") { (value: UInt64) in Double(value) },
    conversion("__stoi") { (value: Float) in FloatConversion.signed(Double(value)) },
    conversion("__dtoi") { (value: Double) in FloatConversion.signed(value) },
    conversion("__stou") { (value: Float) in FloatConversion.unsigned(Double(value)) },
    conversion("__dtou") { (value: Double) in FloatConversion.unsigned(value) },
    conversion("__stoi64") { (value: Float) in FloatConversion.signed64(Double(value)) },
    conversion("__dtoi64") { (value: Double) in FloatConversion.signed64(value) },
    conversion("__stou64") { (value: Float) in FloatConversion.unsigned64(Double(value)) },
    conversion("__dtou64") { (value: Double) in FloatConversion.unsigned64(value) },
]

/// Whole numbers out of floating-point ones: towards zero; C leaves open what becomes of those that do not fit, here
/// it is the limit, and 0 for NaN.
enum FloatConversion {
    static func signed(_ value: Double) -> Int32 { clamp(value) }
    static func signed64(_ value: Double) -> Int64 { clamp(value) }
    static func unsigned64(_ value: Double) -> UInt64 {
        value < 0 ? UInt64(bitPattern: signed64(value)) : clamp(value)
    }
    /// Negative numbers wrap, as code that converts −1.0 to 0xFFFFFFFF expects.
    static func unsigned(_ value: Double) -> UInt32 {
        value < 0 ? UInt32(bitPattern: signed(value)) : clamp(value)
    }

    private static func clamp<Value: FixedWidthInteger>(_ value: Double) -> Value {
        if value.isNaN { return 0 }
        return Value(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
    }
}
