import CEKernel
import Unicorn

/// The arguments of a function with floating-point values among them, one after the other, from where its caller put
/// them.
///
/// No such function of coredll has more than four words of arguments, so all are in registers.
struct FloatingArguments {
    /// r0–r3.
    private let words: [4 of UInt32]
    /// s0–s3; nil when floating-point values are among the words.
    private let singles: [4 of UInt32]?
    private var nextWord = 0
    private var nextSingle = 0

    init(_ call: borrowing Invocation, _ kernel: Kernel) {
        words = [call.r0, call.r1, call.r2, call.r3]
        switch kernel.convention(ofCaller: call.thread) {
        case .coreRegisters: singles = nil
        case .floatingPointRegisters:
            let (first, second) = (kernel.engine.doubleRegister(0), kernel.engine.doubleRegister(1))
            singles = [
                UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first >> 32),
                UInt32(truncatingIfNeeded: second), UInt32(truncatingIfNeeded: second >> 32),
            ]
        }
    }

    mutating func word() -> UInt32 {
        defer { nextWord += 1 }
        return nextWord < 4 ? words[nextWord] : 0
    }

    /// A whole number of 64 bits. No function has a word before one.
    mutating func long() -> UInt64 {
        let low = word()
        return UInt64(low: low, high: word())
    }

    mutating func single() -> Float {
        guard let singles else { return Float(bitPattern: word()) }
        defer { nextSingle += 1 }
        return Float(bitPattern: nextSingle < 4 ? singles[nextSingle] : 0)
    }

    mutating func double() -> Double {
        guard let singles else { return Double(bitPattern: long()) }
        defer { nextSingle += 2 }
        guard nextSingle + 1 < 4 else { return 0 }
        return Double(bitPattern: UInt64(low: singles[nextSingle], high: singles[nextSingle + 1]))
    }
}

extension KernelCall {
    /// A function of floating-point and whole numbers only.
    static func floating(
        _ name: String, _ body: @escaping @Sendable (inout FloatingArguments) -> CallResult
    ) -> KernelCall {
        runtime(name) { kernel, call throws(CallStop) in
            var arguments = FloatingArguments(call, kernel)
            return body(&arguments)
        }
    }

    /// A function of two doubles; one of a single double takes the first.
    static func double(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double) -> KernelCall {
        floating(name) { arguments in .double(body(arguments.double(), arguments.double())) }
    }

    /// A function of two floats, likewise.
    static func single(_ name: String, _ body: @escaping @Sendable (Float, Float) -> Float) -> KernelCall {
        floating(name) { arguments in .single(body(arguments.single(), arguments.single())) }
    }
}
