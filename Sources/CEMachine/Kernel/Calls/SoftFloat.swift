/// Floating-point arithmetic of cores without the hardware: a float is in one register, a double in two, low word first.
let softFloatCalls: [KernelCall] = [singleCalls, doubleCalls, conversionCalls].flatMap { $0 }

private let singleCalls: [KernelCall] = [
    .single("__adds", +), .single("__subs", -), .single("__muls", *), .single("__divs", /),
    .compare("__eqs", { (left: Float, right) in left == right }),
    .compare("__nes", { (left: Float, right) in left != right }),
    .compare("__lts", { (left: Float, right) in left < right }),
    .compare("__les", { (left: Float, right) in left <= right }),
    .compare("__gts", { (left: Float, right) in left > right }),
    .compare("__ges", { (left: Float, right) in left >= right }),
    .runtime("__negs") { _, call throws(CallStop) in .value((-Float(bitPattern: call.r0)).bitPattern) },
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
    .runtime("__stod") { _, call throws(CallStop) in .value64(Double(call.single).bitPattern) },
    .runtime("__dtos") { _, call throws(CallStop) in .value(Float(call.double).bitPattern) },
    .runtime("__itos") { _, call throws(CallStop) in .value(Float(Int32(bitPattern: call.r0)).bitPattern) },
    .runtime("__itod") { _, call throws(CallStop) in .value64(Double(Int32(bitPattern: call.r0)).bitPattern) },
    .runtime("__utos") { _, call throws(CallStop) in .value(Float(call.r0).bitPattern) },
    .runtime("__utod") { _, call throws(CallStop) in .value64(Double(call.r0).bitPattern) },
    .runtime("__i64tos") { _, call throws(CallStop) in .value(Float(Int64(bitPattern: call.long)).bitPattern) },
    .runtime("__i64tod") { _, call throws(CallStop) in .value64(Double(Int64(bitPattern: call.long)).bitPattern) },
    .runtime("__u64tos") { _, call throws(CallStop) in .value(Float(call.long).bitPattern) },
    .runtime("__u64tod") { _, call throws(CallStop) in .value64(Double(call.long).bitPattern) },
    .runtime("__stoi") { _, call throws(CallStop) in .value(FloatConversion.signed(Double(call.single))) },
    .runtime("__dtoi") { _, call throws(CallStop) in .value(FloatConversion.signed(call.double)) },
    .runtime("__stou") { _, call throws(CallStop) in .value(FloatConversion.unsigned(Double(call.single))) },
    .runtime("__dtou") { _, call throws(CallStop) in .value(FloatConversion.unsigned(call.double)) },
    .runtime("__stoi64") { _, call throws(CallStop) in .value64(FloatConversion.signed64(Double(call.single))) },
    .runtime("__dtoi64") { _, call throws(CallStop) in .value64(FloatConversion.signed64(call.double)) },
    .runtime("__stou64") { _, call throws(CallStop) in .value64(FloatConversion.unsigned64(Double(call.single))) },
    .runtime("__dtou64") { _, call throws(CallStop) in .value64(FloatConversion.unsigned64(call.double)) },
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

extension Invocation {
    /// r0 as a float.
    fileprivate var single: Float { Float(bitPattern: r0) }
    /// r0:r1
    fileprivate var long: UInt64 { UInt64(low: r0, high: r1) }
    /// r0:r1 as a double.
    var double: Double { Double(bitPattern: UInt64(low: r0, high: r1)) }
    /// r2:r3 as a double.
    var secondDouble: Double { Double(bitPattern: UInt64(low: r2, high: r3)) }
}

extension KernelCall {
    fileprivate static func single(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Float) -> KernelCall {
        runtime(name) { _, call throws(CallStop) in
            .value(body(Float(bitPattern: call.r0), Float(bitPattern: call.r1)).bitPattern)
        }
    }

    static func double(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double) -> KernelCall {
        runtime(name) { _, call throws(CallStop) in .value64(body(call.double, call.secondDouble).bitPattern) }
    }

    fileprivate static func compare(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Bool) -> KernelCall {
        runtime(name) { _, call throws(CallStop) in
            .value(body(Float(bitPattern: call.r0), Float(bitPattern: call.r1)) ? 1 : 0)
        }
    }

    fileprivate static func compare(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Bool) -> KernelCall
    {
        runtime(name) { _, call throws(CallStop) in .value(body(call.double, call.secondDouble) ? 1 : 0) }
    }
}
