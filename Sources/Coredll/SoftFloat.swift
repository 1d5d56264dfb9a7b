import CEKernel

/// The compilers' helpers for floating-point numbers: all arithmetic on cores without the hardware, conversions from
/// and to 64-bit numbers on those that have it.
let softFloatCalls: [KernelCall] = [singleCalls, doubleCalls, conversionCalls].flatMap { $0 }

private let singleCalls: [KernelCall] = [
    .single("__adds", +), .single("__subs", -), .single("__muls", *), .single("__divs", /),
    .compare("__eqs", { (left: Float, right) in left == right }),
    .compare("__nes", { (left: Float, right) in left != right }),
    .compare("__lts", { (left: Float, right) in left < right }),
    .compare("__les", { (left: Float, right) in left <= right }),
    .compare("__gts", { (left: Float, right) in left > right }),
    .compare("__ges", { (left: Float, right) in left >= right }),
    .single("__negs") { value, _ in -value },
]

private let doubleCalls: [KernelCall] = [
    .double("__addd", +), .double("__subd", -), .double("__muld", *), .double("__divd", /),
    .compare("__eqd", { (left: Double, right) in left == right }),
    .compare("__ned", { (left: Double, right) in left != right }),
    .compare("__ltd", { (left: Double, right) in left < right }),
    .compare("__led", { (left: Double, right) in left <= right }),
    .compare("__gtd", { (left: Double, right) in left > right }),
    .compare("__ged", { (left: Double, right) in left >= right }),
    .double("__negd") { value, _ in -value },
]

private let conversionCalls: [KernelCall] = [
    .floating("__stod") { .double(Double($0.single())) },
    .floating("__dtos") { .single(Float($0.double())) },
    .floating("__itos") { .single(Float(Int32(bitPattern: $0.word()))) },
    .floating("__itod") { .double(Double(Int32(bitPattern: $0.word()))) },
    .floating("__utos") { .single(Float($0.word())) },
    .floating("__utod") { .double(Double($0.word())) },
    .floating("__i64tos") { .single(Float(Int64(bitPattern: $0.long()))) },
    .floating("__i64tod") { .double(Double(Int64(bitPattern: $0.long()))) },
    .floating("__u64tos") { .single(Float($0.long())) },
    .floating("__u64tod") { .double(Double($0.long())) },
    .floating("__stoi") { .value(FloatConversion.signed(Double($0.single()))) },
    .floating("__dtoi") { .value(FloatConversion.signed($0.double())) },
    .floating("__stou") { .value(FloatConversion.unsigned(Double($0.single()))) },
    .floating("__dtou") { .value(FloatConversion.unsigned($0.double())) },
    .floating("__stoi64") { .value64(FloatConversion.signed64(Double($0.single()))) },
    .floating("__dtoi64") { .value64(FloatConversion.signed64($0.double())) },
    .floating("__stou64") { .value64(FloatConversion.unsigned64(Double($0.single()))) },
    .floating("__dtou64") { .value64(FloatConversion.unsigned64($0.double())) },
]

/// Whole numbers out of floating-point ones: towards zero; C leaves open what becomes of those that do not fit, here it is
/// the limit, and 0 for NaN.
enum FloatConversion {
    static func signed(_ value: Double) -> UInt32 { UInt32(bitPattern: clamp(value)) }
    static func signed64(_ value: Double) -> UInt64 { UInt64(bitPattern: clamp(value)) }
    static func unsigned64(_ value: Double) -> UInt64 {
        value < 0 ? signed64(value) : clamp(value)
    }
    /// Negative numbers wrap, as code that converts −1.0 to 0xFFFFFFFF expects.
    static func unsigned(_ value: Double) -> UInt32 {
        value < 0 ? signed(value) : clamp(value)
    }

    private static func clamp<Value: FixedWidthInteger>(_ value: Double) -> Value {
        if value.isNaN { return 0 }
        return Value(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
    }
}

extension KernelCall {
    fileprivate static func compare(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Bool) -> KernelCall {
        floating(name) { arguments in .value(body(arguments.single(), arguments.single()) ? 1 : 0) }
    }

    fileprivate static func compare(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Bool) -> KernelCall
    {
        floating(name) { arguments in .value(body(arguments.double(), arguments.double()) ? 1 : 0) }
    }
}
