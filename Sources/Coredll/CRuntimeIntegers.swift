import CEKernel
import CEMemory
import GuestAddress

/// Division, shifts, bit counting and random numbers.
let cRuntimeIntegerCalls: [KernelCall] = [
    divisionCalls, longDivisionCalls, wordCalls, longCalls,
    [
        KernelCall("rand", .full, source: "stdlib.h", returns: .number) { _, call throws(CallStop) in
            .value(IntegerHelpers.random(&call.thread.runtime.seed))
        },
        KernelCall("srand", .full, "seed", source: "stdlib.h", returns: .none) {
            (_, call, seed: UInt32) throws(CallStop) in
            call.thread.runtime.seed = seed
            return .value(0)
        },
        quotientAndRemainder("div"), quotientAndRemainder("ldiv"),
    ],
].flatMap { $0 }

private let divisionByZero = CallStop.exception(SoftwareException(code: ExceptionCode.integerDivideByZero))

private let divisionCalls: [KernelCall] = [
    // The divisor comes first: the compilers' helpers take it so.
    KernelCall("__rt_sdiv", .full, "divisor dividend", source: "observed", returns: .signed) {
        (_, _, divisor: Int32, dividend: Int32) throws(CallStop) in
        try pair(IntegerHelpers.divide(dividend, by: divisor))
    },
    KernelCall("__rt_udiv", .full, "divisor dividend", source: "observed", returns: .number) {
        (_, _, divisor: UInt32, dividend: UInt32) throws(CallStop) in
        try pair(IntegerHelpers.divide(dividend, by: divisor))
    },
    KernelCall("__rt_sdiv10", .full, "dividend", source: "observed", returns: .signed) {
        (_, _, dividend: Int32) throws(CallStop) in
        try pair(IntegerHelpers.divide(dividend, by: 10))
    },
    KernelCall("__rt_udiv10", .full, "dividend", source: "observed", returns: .number) {
        (_, _, dividend: UInt32) throws(CallStop) in
        try pair(IntegerHelpers.divide(dividend, by: 10))
    },
]

private let longDivisionCalls: [KernelCall] = [
    KernelCall("__rt_sdiv64by64", .full, "dividend divisor", source: "observed", returns: .signed64) {
        (_, _, dividend: Int64, divisor: Int64) throws(CallStop) in
        .value64(UInt64(bitPattern: try division(dividend, by: divisor).quotient))
    },
    KernelCall("__rt_srem64by64", .full, "dividend divisor", source: "observed", returns: .signed64) {
        (_, _, dividend: Int64, divisor: Int64) throws(CallStop) in
        .value64(UInt64(bitPattern: try division(dividend, by: divisor).remainder))
    },
    KernelCall("__rt_udiv64by64", .full, "dividend divisor", source: "observed", returns: .number64) {
        (_, _, dividend: UInt64, divisor: UInt64) throws(CallStop) in
        .value64(try division(dividend, by: divisor).quotient)
    },
    KernelCall("__rt_urem64by64", .full, "dividend divisor", source: "observed", returns: .number64) {
        (_, _, dividend: UInt64, divisor: UInt64) throws(CallStop) in
        .value64(try division(dividend, by: divisor).remainder)
    },
]

private func division<Value: FixedWidthInteger>(
    _ dividend: Value, by divisor: Value
) throws(CallStop) -> (quotient: Value, remainder: Value) {
    guard let (quotient, remainder) = IntegerHelpers.divide(dividend, by: divisor) else { throw divisionByZero }
    return (quotient, remainder)
}

/// Quotient in r0, remainder in r1.
private func pair<Value: FixedWidthInteger>(_ result: (Value, Value)?) throws(CallStop) -> CallResult {
    guard let (quotient, remainder) = result else { throw divisionByZero }
    return .value64(
        UInt64(low: UInt32(truncatingIfNeeded: quotient), high: UInt32(truncatingIfNeeded: remainder)))
}

/// div and ldiv return a structure of two words, whose address is the first argument.
private func quotientAndRemainder(_ name: String) -> KernelCall {
    KernelCall(name, .full, "result numer denom", source: "stdlib.h", returns: .address, raisesFaults: true) {
        (_, call, target: VirtualAddress, dividend: Int32, divisor: Int32) throws(CallStop) in
        let (quotient, remainder) = try division(dividend, by: divisor)
        try call.access { memory throws(GuestFault) in
            try memory.setWord(UInt32(bitPattern: quotient), target.rawValue)
            try memory.setWord(UInt32(bitPattern: remainder), target.rawValue &+ 4)
        }
        return .value(target.rawValue)
    }
}

private let wordCalls: [KernelCall] = [
    .pure("abs", "n", source: "stdlib.h") { (value: Int32) in value.magnitude },
    .pure("labs", "n", source: "stdlib.h") { (value: Int32) in value.magnitude },
    .pure("_rotl", "value shift", source: "stdlib.h") { (value: UInt32, count: UInt32) in rotate(value, left: count) },
    .pure("_lrotl", "value shift", source: "stdlib.h") { (value: UInt32, count: UInt32) in rotate(value, left: count) },
    .pure("_rotr", "value shift", source: "stdlib.h") { (value: UInt32, count: UInt32) in
        rotate(value, left: 32 &- count & 31)
    },
    .pure("_lrotr", "value shift", source: "stdlib.h") { (value: UInt32, count: UInt32) in
        rotate(value, left: 32 &- count & 31)
    },
    .pure("_byteswap_ulong", "val", source: "stdlib.h", returns: .hexadecimal) { (value: UInt32) in value.byteSwapped },
    .pure("_byteswap_ushort", "val", source: "stdlib.h", returns: .hexadecimal) { (value: UInt32) in
        UInt32(UInt16(truncatingIfNeeded: value).byteSwapped)
    },
    .pure("_CountLeadingZeros", "value") { (value: UInt32) in UInt32(value.leadingZeroBitCount) },
    .pure("_CountLeadingOnes", "value") { (value: UInt32) in UInt32((~value).leadingZeroBitCount) },
    .pure("_CountLeadingSigns", "value") { (value: Int32) in
        UInt32((value < 0 ? ~value : value).leadingZeroBitCount) - 1
    },
    .pure("_CountOneBits", "value") { (value: UInt32) in UInt32(value.nonzeroBitCount) },
    .pure("_MulHigh", "a b", returns: .signed) { (first: Int32, second: Int32) in
        UInt32(bitPattern: first.multipliedFullWidth(by: second).high)
    },
    .pure("_MulUnsignedHigh", "a b") { (first: UInt32, second: UInt32) in
        first.multipliedFullWidth(by: second).high
    },
    KernelCall("MulDiv", .full, "nNumber nNumerator nDenominator", source: "winbase.h", returns: .signed) {
        (_, _, first: Int32, second: Int32, divisor: Int32) throws(CallStop) in
        .value(UInt32(bitPattern: IntegerHelpers.multiplyAndDivide(first, second, divisor)))
    },
]

private let longCalls: [KernelCall] = [
    // Shifts by 64 and more leave the sign, or nothing.
    .pureLong("__rt_srsh", "value count", source: "observed", returns: .signed64) { (value: Int64, count: UInt32) in
        UInt64(bitPattern: value >> Int64(count))
    },
    .pureLong("__rt_ursh", "value count", source: "observed") { (value: UInt64, count: UInt32) in
        value >> UInt64(count)
    },
    .pureLong("_rotl64", "value shift") { (value: UInt64, count: UInt32) in rotate(value, left: count) },
    .pureLong("_rotr64", "value shift") { (value: UInt64, count: UInt32) in rotate(value, left: 64 &- count & 63) },
    .pureLong("_abs64", "n") { (value: Int64) in value.magnitude },
    .pureLong("_byteswap_uint64", "val") { (value: UInt64) in value.byteSwapped },
    .pureLong("_CountLeadingZeros64", "value") { (value: UInt64) in UInt64(value.leadingZeroBitCount) },
    .pureLong("_CountLeadingOnes64", "value") { (value: UInt64) in UInt64((~value).leadingZeroBitCount) },
    .pureLong("_CountLeadingSigns64", "value") { (value: Int64) in
        UInt64((value < 0 ? ~value : value).leadingZeroBitCount) - 1
    },
    .pureLong("_CountOneBits64", "value") { (value: UInt64) in UInt64(value.nonzeroBitCount) },
]

private func rotate<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value, left count: UInt32) -> Value {
    let count = Int(count) & (Value.bitWidth - 1)
    return count == 0 ? value : value &<< count | value &>> (Value.bitWidth - count)
}

/// Functions of their arguments alone, those of the second kind with a result of 64 bits.
extension KernelCall {
    fileprivate static func pure<A: CallArgument>(
        _ name: String, _ names: String, source: String = "cmnintrin.h", returns result: ResultFormat = .number,
        _ body: @escaping @Sendable (A) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result) { (_, _, value: A) throws(CallStop) in
            .value(body(value))
        }
    }

    fileprivate static func pure<A: CallArgument, B: CallArgument>(
        _ name: String, _ names: String, source: String = "cmnintrin.h", returns result: ResultFormat = .number,
        _ body: @escaping @Sendable (A, B) -> UInt32
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result) {
            (_, _, first: A, second: B) throws(CallStop) in
            .value(body(first, second))
        }
    }

    fileprivate static func pureLong<A: CallArgument>(
        _ name: String, _ names: String, source: String = "cmnintrin.h", returns result: ResultFormat = .number64,
        _ body: @escaping @Sendable (A) -> UInt64
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result) { (_, _, value: A) throws(CallStop) in
            .value64(body(value))
        }
    }

    fileprivate static func pureLong<A: CallArgument, B: CallArgument>(
        _ name: String, _ names: String, source: String = "cmnintrin.h", returns result: ResultFormat = .number64,
        _ body: @escaping @Sendable (A, B) -> UInt64
    ) -> KernelCall {
        KernelCall(name, .full, names, source: source, returns: result) {
            (_, _, first: A, second: B) throws(CallStop) in
            .value64(body(first, second))
        }
    }
}
