import CEKernel
import CEMemory
import Glibc

/// math.h.
let mathematicsCalls: [KernelCall] = [unaryCalls, binaryCalls, singlePrecisionCalls, partsCalls, classCalls].flatMap {
    $0
}

private let unaryCalls: [KernelCall] = [
    .double("sin") { value, _ in sin(value) }, .double("cos") { value, _ in cos(value) },
    .double("tan") { value, _ in tan(value) }, .double("asin") { value, _ in asin(value) },
    .double("acos") { value, _ in acos(value) }, .double("atan") { value, _ in atan(value) },
    .double("sinh") { value, _ in sinh(value) }, .double("cosh") { value, _ in cosh(value) },
    .double("tanh") { value, _ in tanh(value) }, .double("exp") { value, _ in exp(value) },
    .double("log") { value, _ in log(value) }, .double("log10") { value, _ in log10(value) },
    .double("sqrt") { value, _ in value.squareRoot() }, .double("_fsqrt") { value, _ in value.squareRoot() },
    .double("fabs") { value, _ in value.magnitude }, .double("floor") { value, _ in value.rounded(.down) },
    .double("ceil") { value, _ in value.rounded(.up) },
    .double("_frnd") { value, _ in value.rounded(.toNearestOrEven) },
    .double("_chgsign") { value, _ in -value }, .double("_logb") { value, _ in logb(value) },
    .double("_j0") { value, _ in j0(value) }, .double("_j1") { value, _ in j1(value) },
    .double("_y0") { value, _ in y0(value) }, .double("_y1") { value, _ in y1(value) },
]

private let binaryCalls: [KernelCall] = [
    .double("pow", pow), .double("fmod", fmod), .double("atan2", atan2), .double("_hypot", hypot),
    .double("_copysign", copysign), .double("_nextafter", nextafter),
    // A structure of two doubles, by value.
    .double("_cabs", hypot),
]

private let singlePrecisionCalls: [KernelCall] = [
    .single("ceilf") { value, _ in value.rounded(.up) }, .single("floorf") { value, _ in value.rounded(.down) },
    .single("fabsf") { value, _ in value.magnitude }, .single("sqrtf") { value, _ in value.squareRoot() },
    .single("fmodf", fmodf),
]

private let partsCalls: [KernelCall] = [
    .floating("ldexp") { .double(scalbn($0.double(), Int(Int32(bitPattern: $0.word())))) },
    .floating("_scalb") { .double(scalbn($0.double(), Int(Int32(bitPattern: $0.word())))) },
    // (value, where the exponent goes)
    .runtime("frexp") { kernel, call throws(CallStop) in
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
    // (value, where the whole part goes)
    .runtime("modf") { kernel, call throws(CallStop) in
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
    .floating("_finite") { .value($0.double().isFinite ? 1 : 0) },
    .floating("_isnan") { .value($0.double().isNaN ? 1 : 0) },
    .floating("_isnanf") { .value($0.single().isNaN ? 1 : 0) },
    .floating("_isunordered") {
        let (left, right) = ($0.double(), $0.double())
        return .value(left.isNaN || right.isNaN ? 1 : 0)
    },
    .floating("_isunorderedf") {
        let (left, right) = ($0.single(), $0.single())
        return .value(left.isNaN || right.isNaN ? 1 : 0)
    },
    .floating("_fpclass") { .value(floatingPointClass($0.double())) },
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
