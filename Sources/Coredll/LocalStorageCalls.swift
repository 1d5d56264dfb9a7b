import CEKernel
import CEMemory

extension Kernel {
    fileprivate func allocateSlot(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let process = call.thread.current
        let slot = (~process.localStorageSlots).trailingZeroBitCount
        guard slot < LocalStorage.slotCount else { throw .error(refuseNewSlot(process)) }
        process.localStorageSlots |= 1 << UInt64(slot)
        take(.storageSlot, UInt32(slot), call)
        return .value(UInt32(slot))
    }

    fileprivate func refuseNewSlot(_ process: Process) -> CEError {
        refuse(
            "slots", "all \(LocalStorage.slotCount) slots of \(process.name) are taken: TlsFree gives one back",
            .notEnoughMemory)
    }

    private func checkSlot(_ slot: UInt32) throws(CallStop) {
        guard slot >= LocalStorage.slotCount else { return }
        throw .error(
            refuse("slot", "dwTlsIndex \(slot) is not below \(LocalStorage.slotCount) (TLS_MINIMUM_AVAILABLE)"))
    }

    fileprivate func freeSlot(_ slot: UInt32, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let process = call.thread.current
        try checkSlot(slot)
        let bit: UInt64 = 1 << UInt64(slot)
        guard process.localStorageSlots & bit & ~LocalStorage.reservedSlots != 0 else {
            let isReserved = LocalStorage.reservedSlots & bit != 0
            throw .error(
                refuse(
                    "slot",
                    isReserved
                        ? "slot \(slot) is the system's own"
                        : "slot \(slot) is not allocated in \(process.name): it was freed before, or TlsAlloc did "
                            + "not give it"
                ))
        }
        process.localStorageSlots &= ~bit
        giveBack(.storageSlot, slot, call)
        // The next owner of the slot finds zero in every thread.
        let index = Int(slot)
        memory.physical.hostWork.look(at: scheduler.threads.count, each: 4)
        for thread in scheduler.threads {
            if process.isKernel, index < thread.driverStorage.count { thread.driverStorage[index] = 0 }
            for address in thread.localStorage(in: process) {
                do throws(GuestFault) {
                    try view(of: process).setWord(0, address &+ slot &* 4)
                } catch {
                    // The guest has taken its own stack away: there is nothing to clear.
                    continue
                }
            }
        }
        return .value(1)
    }

    /// Whether a kernel-mode driver's code runs in another process's thread: it has slots of its own then.
    private func isInDriver(_ thread: Thread) -> Bool {
        thread.current !== thread.owner && !thread.isVisiting || thread.localStorageAddress == 0
    }

    fileprivate func getSlot(_ slot: UInt32, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try checkSlot(slot)
        // A value of 0 and a failure look the same: the error code says which it is.
        let thread = call.thread
        if isInDriver(thread) {
            let index = Int(slot)
            return .succeeded(index < thread.driverStorage.count ? thread.driverStorage[index] : 0, .success)
        }
        let address = thread.localStorageAddress &+ slot &* 4
        return .succeeded(try call.access { memory throws(GuestFault) in try memory.word(address) }, .success)
    }

    fileprivate func setSlot(
        _ slot: UInt32, _ value: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try checkSlot(slot)
        let thread = call.thread
        if isInDriver(thread) {
            if thread.driverStorage.isEmpty {
                thread.driverStorage = [UInt32](repeating: 0, count: Int(LocalStorage.slotCount))
            }
            thread.driverStorage[Int(slot)] = value
            return .value(1)
        }
        let address = thread.localStorageAddress &+ slot &* 4
        try call.access { memory throws(GuestFault) in try memory.setWord(value, address) }
        return .value(1)
    }
}

let localStorageCalls: [KernelCall] = [
    KernelCall("TlsAlloc", .full, source: "winbase.h", returns: .number, failure: LocalStorage.noSlot) {
        kernel, call throws(CallStop) in
        try kernel.allocateSlot(call)
    },
    KernelCall("TlsFree", .full, "dwTlsIndex", source: "winbase.h", returns: .boolean) {
        (kernel, call, slot: UInt32) throws(CallStop) in
        try kernel.freeSlot(slot, call)
    },
    KernelCall("TlsGetValue", .full, "dwTlsIndex", source: "winbase.h", returns: .hexadecimal) {
        (kernel, call, slot: UInt32) throws(CallStop) in
        try kernel.getSlot(slot, call)
    },
    KernelCall("TlsSetValue", .full, "dwTlsIndex lpTlsValue", source: "winbase.h", returns: .boolean) {
        (kernel, call, slot: UInt32, value: Word) throws(CallStop) in
        try kernel.setSlot(slot, value.rawValue, call)
    },
    KernelCall("TlsCall", .full, "p1 p2", source: "kfuncs.h", returns: .number) {
        (kernel, call, function: LocalStorageFunction, slot: UInt32) throws(CallStop) in
        switch function.rawValue {
        case LocalStorage.allocate:
            // The failure value differs from that of the other function.
            guard ~call.thread.current.localStorageSlots != 0 else {
                return .failed(LocalStorage.noSlot, kernel.refuseNewSlot(call.thread.current))
            }
            return try kernel.allocateSlot(call)
        case LocalStorage.free: return try kernel.freeSlot(slot, call)
        default: throw .error(kernel.refuse("function", "p1 is neither TLS_FUNCALLOC (0) nor TLS_FUNCFREE (1)"))
        }
    },
]
