import ARMMMU
import CEKernel
import CEMemory
import GuestAddress

/// The interlocked functions. One core and no preemption within a call make every one of them atomic.
let interlockedCalls: [KernelCall] = [
    .memory("InterlockedIncrement", "lpAddend", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress) throws(GuestFault) in
        try memory.replace(target) { $0 &+ 1 } &+ 1
    },
    .memory("InterlockedDecrement", "lpAddend", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress) throws(GuestFault) in
        try memory.replace(target) { $0 &- 1 } &- 1
    },
    .memory("InterlockedExchange", "Target Value", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress, value: Int32) throws(GuestFault) in
        try memory.replace(target) { _ in UInt32(bitPattern: value) }
    },
    .memory("InterlockedExchangeAdd", "Addend Value", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress, value: Int32) throws(GuestFault) in
        try memory.replace(target) { $0 &+ UInt32(bitPattern: value) }
    },
    .memory("InterlockedCompareExchange", "Destination Exchange Comperand", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress, value: Int32, expected: Int32) throws(GuestFault) in
        try memory.replace(target) { $0 == UInt32(bitPattern: expected) ? UInt32(bitPattern: value) : nil }
    },
    .memory("InterlockedTestExchange", "Target OldValue NewValue", source: "winbase.h", returns: .signed) {
        (memory, target: VirtualAddress, expected: Int32, value: Int32) throws(GuestFault) in
        try memory.replace(target) { $0 == UInt32(bitPattern: expected) ? UInt32(bitPattern: value) : nil }
    },
]

extension GuestView {
    /// Replaces a word, which has to be aligned: LDREX and STREX, and SWP on older cores, fault otherwise.
    /// - Parameter change: what becomes of the word, or nil when it stays.
    /// - Returns: the word as it was.
    fileprivate func replace(
        _ target: VirtualAddress, _ change: (UInt32) -> UInt32?
    ) throws(GuestFault) -> UInt32 {
        guard target.isAligned(to: 4) else {
            throw GuestFault(address: target, fault: Fault(kind: .alignment, level: .section, access: .write))
        }
        let value = try word(target.rawValue)
        if let changed = change(value) { try setWord(changed, target.rawValue) }
        return value
    }
}
