import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// CRITICAL_SECTION, 20 bytes in guest memory.
private enum Section {
    static let lockCount: UInt32 = 0
    /// The id of the thread that is inside, or 0.
    static let owner = CriticalSectionKey.owner
    static let needsTrap: UInt32 = 12
    static let contentions: UInt32 = 16
    static let size: UInt32 = 20

    static func clear(_ section: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.fill(section.rawValue, count: size, with: 0) }
    }
}

extension Kernel {
    private func key(_ section: VirtualAddress, _ call: borrowing Invocation) -> CriticalSectionKey {
        let address = section.rawValue
        let process = address >= 0x8000_0000 ? processes.nk : call.thread.addressSpace
        return CriticalSectionKey(process: process.number, address: address)
    }

    /// Enters a free section, or one that the thread is in.
    fileprivate func tryEnter(_ address: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> Bool {
        let section = address.rawValue
        let id = call.thread.id
        let isTaken = try call.access { memory throws(GuestFault) -> Bool? in
            let owner = try memory.word(section &+ Section.owner)
            guard owner == 0 || owner == id else { return nil }
            let count = owner == 0 ? 0 : try memory.word(section &+ Section.lockCount)
            try memory.setWord(count &+ 1, section &+ Section.lockCount)
            try memory.setWord(id, section &+ Section.owner)
            return owner == 0
        }
        if isTaken == true { call.thread.tookSection(section, at: engine.instructions) }
        return isTaken != nil
    }

    fileprivate func enter(_ address: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        if try tryEnter(address, call) { return .value(0) }
        let section = address.rawValue
        let owner = try call.access { memory throws(GuestFault) in
            try memory.setWord(1, section &+ Section.needsTrap)
            try memory.setWord(try memory.word(section &+ Section.contentions) &+ 1, section &+ Section.contentions)
            return try memory.word(section &+ Section.owner)
        }
        return wait(call.thread, for: key(address, call), owner: owner)
    }

    private func returnPriority(_ thread: Thread) {
        if thread.priority < thread.ownPriority { settlePriority(of: thread) }
    }

    /// Leaves a section; the first that waits for it is then inside.
    fileprivate func leave(_ address: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let section = address.rawValue
        let id = call.thread.id
        let next = objects.next(for: key(address, call))
        let isPassedOn = try call.access { memory throws(GuestFault) -> Bool? in
            guard try memory.word(section &+ Section.owner) == id else { return nil }
            let count = try memory.word(section &+ Section.lockCount)
            guard count <= 1 else {
                try memory.setWord(count - 1, section &+ Section.lockCount)
                return false
            }
            try memory.setWord(next == nil ? 0 : 1, section &+ Section.lockCount)
            try memory.setWord(next?.id ?? 0, section &+ Section.owner)
            if next == nil { try memory.setWord(0, section &+ Section.needsTrap) }
            return true
        }
        // Who is not inside leaves nothing: CE only complains in debug builds.
        guard let isPassedOn else {
            let owner = try call.access { memory throws(GuestFault) in try memory.word(section &+ Section.owner) }
            noteRule(
                "not-owner",
                "thread 0x\(hexadecimal(id)) is not in the critical section at \(address): "
                    + (owner == 0 ? "nobody is" : "thread 0x\(hexadecimal(owner)) is"))
            return .failure(0)
        }
        if isPassedOn { returnPriority(call.thread) }
        if isPassedOn, let next {
            next.tookSection(section, at: engine.instructions)
            wake(next, index: nil)
        }
        return .value(0)
    }
}

/// Critical sections: their state is in guest memory, who waits is known to the kernel alone. Faults are the guest's,
/// whose own code would have met them.
let criticalSectionCalls: [KernelCall] =
    [
        KernelCall(
            "InitializeCriticalSection", .full, "lpCriticalSection", source: "winbase.h", returns: .none,
            raisesFaults: true
        ) { (kernel, call, section: VirtualAddress) throws(CallStop) in
            try Section.clear(section, call)
            kernel.take(.criticalSection, section.rawValue, call)
            return .value(0)
        },
        KernelCall(
            "DeleteCriticalSection", .full, "lpCriticalSection", source: "winbase.h", returns: .none,
            raisesFaults: true
        ) { (kernel, call, section: VirtualAddress) throws(CallStop) in
            try Section.clear(section, call)
            kernel.giveBack(.criticalSection, section.rawValue, call)
            return .value(0)
        },
        KernelCall(
            "EnterCriticalSection", .full, "lpCriticalSection", source: "winbase.h", returns: .none, raisesFaults: true
        ) { (kernel, call, section: VirtualAddress) throws(CallStop) in
            try kernel.enter(section, call)
        },
        KernelCall(
            "TryEnterCriticalSection", .full, "lpCriticalSection", source: "winbase.h", returns: .boolean,
            raisesFaults: true
        ) { (kernel, call, section: VirtualAddress) throws(CallStop) in
            .value(try kernel.tryEnter(section, call) ? 1 : 0)
        },
        KernelCall(
            "LeaveCriticalSection", .full, "lpCriticalSection", source: "winbase.h", returns: .none, raisesFaults: true
        ) { (kernel, call, section: VirtualAddress) throws(CallStop) in
            try kernel.leave(section, call)
        },
    ]
