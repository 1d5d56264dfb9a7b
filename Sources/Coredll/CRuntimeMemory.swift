import CEKernel
import CEMemory
import Unicorn

/// Blocks of memory.
let cRuntimeMemoryCalls: [KernelCall] = [
    .block("memcpy") { memory, call throws(GuestFault) in
        try memory.move(to: call.r0, from: call.r1, count: call.r2)
        return call.r0
    },
    .block("memmove") { memory, call throws(GuestFault) in
        try memory.move(to: call.r0, from: call.r1, count: call.r2)
        return call.r0
    },
    .block("memset") { memory, call throws(GuestFault) in
        try memory.fill(call.r0, count: call.r2, with: UInt8(truncatingIfNeeded: call.r1))
        return call.r0
    },
    .block("_mbmemset") { memory, call throws(GuestFault) in
        try memory.fill(call.r0, count: call.r2, with: UInt8(truncatingIfNeeded: call.r1))
        return call.r0
    },
    .block("memcmp") { memory, call throws(GuestFault) in
        UInt32(bitPattern: try memory.compare(call.r0, call.r1, count: call.r2))
    },
    .memory("memchr") { memory, call throws(GuestFault) in
        guard
            let index = try memory.firstIndex(of: UInt8(truncatingIfNeeded: call.r1), call.r0, count: call.r2)
        else { return 0 }
        return call.r0 &+ index
    },
    .memory("_memccpy") { memory, call throws(GuestFault) in
        let found = try memory.firstIndex(of: UInt8(truncatingIfNeeded: call.r2), call.r1, count: call.r3)
        let count = found.map { $0 + 1 } ?? call.r3
        try memory.move(to: call.r0, from: call.r1, count: count)
        return found == nil ? 0 : call.r0 &+ count
    },
    .memory("_memicmp") { memory, call throws(GuestFault) in
        var left = memory.characters(call.r0, .narrow)
        var right = memory.characters(call.r1, .narrow)
        for _ in 0..<call.r2 {
            let order =
                Int32(LetterCase.lower(try left.next(), .narrow)) - Int32(LetterCase.lower(try right.next(), .narrow))
            if order != 0 { return UInt32(bitPattern: order.signum()) }
        }
        return 0
    },
    .memory("_swab") { memory, call throws(GuestFault) in
        guard let count = Int32(exactly: call.r2), count > 1 else { return 0 }
        for offset in stride(from: UInt32(0), to: UInt32(count) & ~1, by: 2) {
            try memory.setHalfword(memory.halfword(call.r0 &+ offset).byteSwapped, call.r1 &+ offset)
        }
        return 0
    },
]

extension KernelCall {
    /// A function whose time grows with its third argument, a count of bytes.
    fileprivate static func block(
        _ name: String, _ body: @escaping @Sendable (GuestView, borrowing Invocation) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        KernelCall(name, raisesFaults: true) { kernel, call throws(CallStop) in
            do throws(GuestFault) {
                let result = try body(call.memory, call)
                // A word a cycle, which a tuned loop of the emulated core would come near to.
                kernel.engine.advanceClock(by: UInt64(call.r2) / 4)
                return .value(result)
            } catch { throw .fault(error) }
        }
    }
}
