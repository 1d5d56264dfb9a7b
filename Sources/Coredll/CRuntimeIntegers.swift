import CEKernel
import CEMemory

/// Division, shifts, bit counting and random numbers.
let cRuntimeIntegerCalls: [KernelCall] = [
    divisionCalls, wordCalls, longCalls,
    [
        .runtime("rand") { _, call throws(CallStop) in .value(IntegerHelpers.random(&call.thread.runtime.seed)) },
        .runtime("srand") { _, call throws(CallStop) in
            call.thread.runtime.seed = call.r0
            return .value(0)
        },
        .runtime("div") { _, call throws(CallStop) in try quotientAndRemainder(call) },
        .runtime("ldiv") { _, call throws(CallStop) in try quotientAndRemainder(call) },
    ],
].flatMap { $0 }

private let divisionByZero = CallStop.exception(SoftwareException(code: ExceptionCode.integerDivideByZero))

private let divisionCalls: [KernelCall] = [
    // r0 is the divisor: the compilers' helpers take it first.
    .runtime("__rt_sdiv") { _, call throws(CallStop) in
        try pair(IntegerHelpers.divide(Int32(bitPattern: call.r1), by: Int32(bitPattern: call.r0)))
    },
    .runtime("__rt_udiv") { _, call throws(CallStop) in try pair(IntegerHelpers.divide(call.r1, by: call.r0)) },
    .runtime("__rt_sdiv10") { _, call throws(CallStop) in
        try pair(IntegerHelpers.divide(Int32(bitPattern: call.r0), by: 10))
    },
    .runtime("__rt_udiv10") { _, call throws(CallStop) in try pair(IntegerHelpers.divide(call.r0, by: 10)) },
    .runtime("__rt_sdiv64by64") { _, call throws(CallStop) in try signedDivision(call).0 },
    .runtime("__rt_srem64by64") { _, call throws(CallStop) in try signedDivision(call).1 },
    .runtime("__rt_udiv64by64") { _, call throws(CallStop) in try unsignedDivision(call).0 },
    .runtime("__rt_urem64by64") { _, call throws(CallStop) in try unsignedDivision(call).1 },
]

/// Quotient in r0, remainder in r1.
private func pair<Value: FixedWidthInteger>(_ result: (Value, Value)?) throws(CallStop) -> CallResult {
    guard let (quotient, remainder) = result else { throw divisionByZero }
    return .value64(
        UInt64(low: UInt32(truncatingIfNeeded: quotient), high: UInt32(truncatingIfNeeded: remainder)))
}

private func signedDivision(_ call: borrowing Invocation) throws(CallStop) -> (CallResult, CallResult) {
    let dividend = Int64(bitPattern: UInt64(low: call.r0, high: call.r1))
    let divisor = Int64(bitPattern: UInt64(low: call.r2, high: call.r3))
    guard let (quotient, remainder) = IntegerHelpers.divide(dividend, by: divisor) else { throw divisionByZero }
    return (.value64(UInt64(bitPattern: quotient)), .value64(UInt64(bitPattern: remainder)))
}

private func unsignedDivision(_ call: borrowing Invocation) throws(CallStop) -> (CallResult, CallResult) {
    let (dividend, divisor) = (UInt64(low: call.r0, high: call.r1), UInt64(low: call.r2, high: call.r3))
    guard let (quotient, remainder) = IntegerHelpers.divide(dividend, by: divisor) else { throw divisionByZero }
    return (.value64(quotient), .value64(remainder))
}

/// div and ldiv return a structure of two words, whose address is the first argument.
private func quotientAndRemainder(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
    guard let result = IntegerHelpers.divide(Int32(bitPattern: call.r1), by: Int32(bitPattern: call.r2)) else {
        throw divisionByZero
    }
    let target = call.r0
    try call.access { memory throws(GuestFault) in
        try memory.setWord(UInt32(bitPattern: result.0), target)
        try memory.setWord(UInt32(bitPattern: result.1), target &+ 4)
    }
    return .value(target)
}

private let wordCalls: [KernelCall] = [
    .word("abs") { value, _ in Int32(bitPattern: value).magnitude },
    .word("labs") { value, _ in Int32(bitPattern: value).magnitude },
    .word("_rotl") { value, count in rotate(value, left: count) },
    .word("_lrotl") { value, count in rotate(value, left: count) },
    .word("_rotr") { value, count in rotate(value, left: 32 &- count & 31) },
    .word("_lrotr") { value, count in rotate(value, left: 32 &- count & 31) },
    .word("_byteswap_ulong") { value, _ in value.byteSwapped },
    .word("_byteswap_ushort") { value, _ in UInt32(UInt16(truncatingIfNeeded: value).byteSwapped) },
    .word("_CountLeadingZeros") { value, _ in UInt32(value.leadingZeroBitCount) },
    .word("_CountLeadingOnes") { value, _ in UInt32((~value).leadingZeroBitCount) },
    .word("_CountLeadingSigns") { value, _ in
        UInt32((Int32(bitPattern: value) < 0 ? ~value : value).leadingZeroBitCount) - 1
    },
    .word("_CountOneBits") { value, _ in UInt32(value.nonzeroBitCount) },
    .word("_MulHigh") { first, second in
        UInt32(bitPattern: Int32(bitPattern: first).multipliedFullWidth(by: Int32(bitPattern: second)).high)
    },
    .word("_MulUnsignedHigh") { first, second in first.multipliedFullWidth(by: second).high },
    .runtime("MulDiv") { _, call throws(CallStop) in
        let result = IntegerHelpers.multiplyAndDivide(
            Int32(bitPattern: call.r0), Int32(bitPattern: call.r1), Int32(bitPattern: call.r2))
        return .value(UInt32(bitPattern: result))
    },
]

private let longCalls: [KernelCall] = [
    // Shifts by 64 and more leave the sign, or nothing.
    .long("__rt_srsh") { value, count in UInt64(bitPattern: Int64(bitPattern: value) >> Int64(count)) },
    .long("__rt_ursh") { value, count in value >> UInt64(count) },
    .long("_rotl64") { value, count in rotate(value, left: count) },
    .long("_rotr64") { value, count in rotate(value, left: 64 &- count & 63) },
    .long("_abs64") { value, _ in Int64(bitPattern: value).magnitude },
    .long("_byteswap_uint64") { value, _ in value.byteSwapped },
    .long("_CountLeadingZeros64") { value, _ in UInt64(value.leadingZeroBitCount) },
    .long("_CountLeadingOnes64") { value, _ in UInt64((~value).leadingZeroBitCount) },
    .long("_CountLeadingSigns64") { value, _ in
        UInt64((Int64(bitPattern: value) < 0 ? ~value : value).leadingZeroBitCount) - 1
    },
    .long("_CountOneBits64") { value, _ in UInt64(value.nonzeroBitCount) },
]

private func rotate<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value, left count: UInt32) -> Value {
    let count = Int(count) & (Value.bitWidth - 1)
    return count == 0 ? value : value &<< count | value &>> (Value.bitWidth - count)
}

extension KernelCall {
    /// A function of r0 and r1.
    fileprivate static func word(_ name: String, _ body: @escaping @Sendable (UInt32, UInt32) -> UInt32) -> KernelCall {
        runtime(name) { _, call throws(CallStop) in .value(body(call.r0, call.r1)) }
    }

    /// A function of r0:r1 and r2.
    fileprivate static func long(_ name: String, _ body: @escaping @Sendable (UInt64, UInt32) -> UInt64) -> KernelCall {
        runtime(name) { _, call throws(CallStop) in .value64(body(UInt64(low: call.r0, high: call.r1), call.r2)) }
    }
}
