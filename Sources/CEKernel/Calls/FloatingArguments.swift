import Unicorn

/// The arguments of a function with floating-point values among them, one after the other, from where its caller put
/// them.
///
/// No such function of coredll has more than four words of arguments, so all are in registers.
package struct FloatingArguments {
    /// r0–r3.
    private let words: [4 of UInt32]
    /// s0–s3; nil when floating-point values are among the words.
    private let singles: [4 of UInt32]?
    private var nextWord = 0
    private var nextSingle = 0

    package init(_ call: borrowing Invocation, _ kernel: Kernel) {
        self.init(words: [call.r0, call.r1, call.r2, call.r3], of: call.thread, kernel)
    }

    /// - Parameters:
    ///   - words: r0–r3 at the call.
    ///   - thread: who calls, before the function has returned.
    init(words: [4 of UInt32], of thread: Thread, _ kernel: Kernel) {
        self.words = words
        switch kernel.convention(ofCaller: thread) {
        case .coreRegisters: singles = nil
        case .floatingPointRegisters:
            let (first, second) = (kernel.engine.doubleRegister(0), kernel.engine.doubleRegister(1))
            singles = [
                UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first >> 32),
                UInt32(truncatingIfNeeded: second), UInt32(truncatingIfNeeded: second >> 32),
            ]
        }
    }

    package mutating func word() -> UInt32 {
        defer { nextWord += 1 }
        return nextWord < 4 ? words[nextWord] : 0
    }

    /// A whole number of 64 bits. No function has a word before one.
    package mutating func long() -> UInt64 {
        let low = UInt64(word())
        return low | UInt64(word()) << 32
    }

    package mutating func single() -> Float {
        guard let singles else { return Float(bitPattern: word()) }
        defer { nextSingle += 1 }
        return Float(bitPattern: nextSingle < 4 ? singles[nextSingle] : 0)
    }

    package mutating func double() -> Double {
        guard let singles else { return Double(bitPattern: long()) }
        defer { nextSingle += 2 }
        guard nextSingle + 1 < 4 else { return 0 }
        return Double(bitPattern: UInt64(singles[nextSingle]) | UInt64(singles[nextSingle + 1]) << 32)
    }
}
