import CEKernel
import CEMemory
import Glibc

/// math.h.
let mathematicsCalls: [KernelCall] = [unaryCalls, binaryCalls, singlePrecisionCalls, partsCalls, classCalls].flatMap {
    $0
}

private let unaryCalls: [KernelCall] = [
    unary("sin") { sin($0) }, unary("cos") { cos($0) }, unary("tan") { tan($0) }, unary("asin") { asin($0) },
    unary("acos") { acos($0) }, unary("atan") { atan($0) }, unary("sinh") { sinh($0) }, unary("cosh") { cosh($0) },
    unary("tanh") { tanh($0) }, unary("exp") { exp($0) }, unary("log") { log($0) }, unary("log10") { log10($0) },
    unary("sqrt") { $0.squareRoot() }, unary("_fsqrt") { $0.squareRoot() }, unary("fabs") { $0.magnitude },
    unary("floor") { $0.rounded(.down) }, unary("ceil") { $0.rounded(.up) },
    unary("_frnd") { $0.rounded(.toNearestOrEven) }, unary("_chgsign") { -$0 }, unary("_logb") { logb($0) },
    unary("_j0") { j0($0) }, unary("_j1") { j1($0) }, unary("_y0") { y0($0) }, unary("_y1") { y1($0) },
]

private func unary(_ name: String, _ body: @escaping @Sendable (Double) -> Double) -> KernelCall {
    .numeric(name, "x", body)
}

private func binary(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double) -> KernelCall {
    .numeric(name, "x y", body)
}

private let binaryCalls: [KernelCall] = [
    binary("pow", pow), binary("fmod", fmod), binary("atan2", atan2), binary("_hypot", hypot),
    binary("_copysign", copysign), binary("_nextafter", nextafter),
    // A structure of two doubles, by value.
    binary("_cabs", hypot),
]

private let singlePrecisionCalls: [KernelCall] = [
    .numeric("ceilf") { (value: Float) in value.rounded(.up) },
    .numeric("floorf") { (value: Float) in value.rounded(.down) },
    .numeric("fabsf") { (value: Float) in value.magnitude },
    .numeric("sqrtf") { (value: Float) in value.squareRoot() },
    .numeric("fmodf") { (left: Float, right: Float) in fmodf(left, right) },
]

private let partsCalls: [KernelCall] = [
    .numeric("ldexp", "x exp") { (value: Double, exponent: Int32) in scalbn(value, Int(exponent)) },
    .numeric("_scalb", "x exp") { (value: Double, exponent: Int32) in scalbn(value, Int(exponent)) },
    .numericCall("frexp", "x expptr", source: "math.h", [.double, .address], returns: .double) {
        kernel, call throws(CallStop) in
        var arguments = FloatingArguments(call, kernel)
        let (value, pointer) = (arguments.double(), arguments.word())
        let isOrdinary = value.isFinite && value != 0
        let exponent = isOrdinary ? Int32(truncatingIfNeeded: value.exponent) + 1 : 0
        return try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(bitPattern: exponent), pointer)
            guard isOrdinary else { return .double(value) }
            return .double(Double(sign: value.sign, exponent: -1, significand: value.significand))
        }
    },
    .numericCall("modf", "x intptr", source: "math.h", [.double, .address], returns: .double) {
        kernel, call throws(CallStop) in
        var arguments = FloatingArguments(call, kernel)
        let (value, pointer) = (arguments.double(), arguments.word())
        let whole = value.rounded(.towardZero)
        let fraction = value.isInfinite ? 0 : value - whole
        return try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(truncatingIfNeeded: whole.bitPattern), pointer)
            try memory.setWord(UInt32(truncatingIfNeeded: whole.bitPattern >> 32), pointer &+ 4)
            return .double(Double(signOf: value, magnitudeOf: fraction))
        }
    },
]

private let classCalls: [KernelCall] = [
    .numeric("_finite", source: "float.h") { (value: Double) in value.isFinite },
    .numeric("_isnan", source: "float.h") { (value: Double) in value.isNaN },
    .numeric("_isnanf", source: "float.h") { (value: Float) in value.isNaN },
    .numeric("_isunordered", source: "float.h") { (left: Double, right: Double) in left.isNaN || right.isNaN },
    .numeric("_isunorderedf", source: "float.h") { (left: Float, right: Float) in left.isNaN || right.isNaN },
    .numeric("_fpclass", source: "float.h") { (value: Double) in floatingPointClass(value) },
]

/// The numbers of float.h.
private func floatingPointClass(_ value: Double) -> UInt32 {
    switch value.floatingPointClass {
    case .signalingNaN: 0x001
    case .quietNaN: 0x002
    case .negativeInfinity: 0x004
    case .negativeNormal: 0x008
    case .negativeSubnormal: 0x010
    case .negativeZero: 0x020
    case .positiveZero: 0x040
    case .positiveSubnormal: 0x080
    case .positiveNormal: 0x100
    case .positiveInfinity: 0x200
    }
}
