import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Random numbers. They come from the virtual clock alone, so that every run of a scenario has the same ones.
let randomCalls: [KernelCall] = [
    KernelCall("CeGenRandom", .full, "dwLen pbBuffer", source: "ms885145", returns: .boolean) {
        (kernel, call, length: UInt32, buffer: VirtualAddress) throws(CallStop) in
        guard length <= GuestView.copyLimit else {
            throw .error(kernel.refuse("size", "dwLen is \(length), more than one call gives, \(GuestView.copyLimit)"))
        }
        var numbers = ClockNumbers(kernel.engine.instructions)
        // In pieces: a buffer that is not there ends it before anything large is made.
        var done: UInt32 = 0
        while done < length {
            let bytes = (0..<min(length - done, 4096)).map { _ in UInt8(truncatingIfNeeded: numbers.next() >> 24) }
            try call.access { memory throws(GuestFault) in try memory.write(bytes, buffer.rawValue &+ done) }
            done += UInt32(bytes.count)
        }
        kernel.engine.advanceClock(by: UInt64(length) * 4)
        return .value(1)
    },
    KernelCall("CeGetRandomSeed", .full, source: "pkfuncs.h", returns: .number64) { kernel, _ throws(CallStop) in
        var numbers = ClockNumbers(kernel.engine.instructions)
        return .value64(numbers.next())
    },
    KernelCall("Random", .full, source: "winbase.h", returns: .number) { kernel, _ throws(CallStop) in
        var numbers = ClockNumbers(kernel.engine.instructions)
        return .value(UInt32(truncatingIfNeeded: numbers.next() >> 32))
    },
]

/// Numbers that follow from a moment of the virtual clock (the steps of SplitMix64).
private struct ClockNumbers {
    private var state: UInt64

    init(_ moment: UInt64) { state = moment }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
