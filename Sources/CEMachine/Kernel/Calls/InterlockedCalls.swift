/// The interlocked functions. One core and no preemption within a call make every one of them atomic.
let interlockedCalls: [KernelCall] = [
    .memory("InterlockedIncrement") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0) &+ 1
        try memory.setWord(value, call.r0)
        return value
    },
    .memory("InterlockedDecrement") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0) &- 1
        try memory.setWord(value, call.r0)
        return value
    },
    .memory("InterlockedExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        try memory.setWord(call.r1, call.r0)
        return value
    },
    .memory("InterlockedExchangeAdd") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        try memory.setWord(value &+ call.r1, call.r0)
        return value
    },
    // (target, new, expected)
    .memory("InterlockedCompareExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        if value == call.r2 { try memory.setWord(call.r1, call.r0) }
        return value
    },
    // (target, expected, new)
    .memory("InterlockedTestExchange") { memory, call throws(GuestFault) in
        let value = try memory.word(call.r0)
        if value == call.r1 { try memory.setWord(call.r2, call.r0) }
        return value
    },
]
