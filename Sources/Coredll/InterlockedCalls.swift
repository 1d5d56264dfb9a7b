import ARMMMU
import CEKernel
import CEMemory
import GuestAddress

/// The interlocked functions. One core and no preemption within a call make every one of them atomic.
let interlockedCalls: [KernelCall] = [
    .interlocked("InterlockedIncrement") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0) &+ 1
        try memory.setWord(value, call.r0)
        return value
    },
    .interlocked("InterlockedDecrement") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0) &- 1
        try memory.setWord(value, call.r0)
        return value
    },
    .interlocked("InterlockedExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        try memory.setWord(call.r1, call.r0)
        return value
    },
    .interlocked("InterlockedExchangeAdd") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        try memory.setWord(value &+ call.r1, call.r0)
        return value
    },
    // (target, new, expected)
    .interlocked("InterlockedCompareExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        if value == call.r2 { try memory.setWord(call.r1, call.r0) }
        return value
    },
    // (target, expected, new)
    .interlocked("InterlockedTestExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        if value == call.r1 { try memory.setWord(call.r2, call.r0) }
        return value
    },
]

extension KernelCall {
    /// A function on a word that has to be aligned: LDREX and STREX, and SWP on older cores, fault otherwise.
    fileprivate static func interlocked(
        _ name: String, _ body: @escaping @Sendable (GuestView, borrowing Invocation) throws(GuestFault) -> UInt32
    ) -> KernelCall {
        .memory(name) { memory, call throws(GuestFault) in
            guard call.r0 & 3 == 0 else {
                throw GuestFault(
                    address: VirtualAddress(call.r0), fault: Fault(kind: .alignment, level: .section, access: .write))
            }
            return try body(memory, call)
        }
    }
}
