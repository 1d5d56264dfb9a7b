import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

extension Kernel {
    /// The process behind a handle argument.
    func targetProcess(_ handle: ProcessHandle, _ call: borrowing Invocation) throws(CallStop) -> Process {
        guard let process = process(handle.rawValue, for: call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a process"))
        }
        return process
    }

    /// Calls that user-mode code may not make fail with ERROR_NOT_SUPPORTED.
    func requireKernel(_ call: borrowing Invocation) throws(CallStop) {
        guard call.thread.current.isKernel || isBeforeCE6 else { throw .error(.notSupported) }
    }

    /// Calls that the reflector makes for user-mode drivers fail with ERROR_NOT_SUPPORTED in applications.
    func requireDriver(_ call: borrowing Invocation) throws(CallStop) {
        guard call.thread.current.isKernel || call.thread.current.driverHost != nil || isBeforeCE6 else {
            throw .error(.notSupported)
        }
    }

    /// The space that an address argument means for a process's code: code of the kernel reaches the kernel's half
    /// and, through the active address space, the caller's low half; a user process has its own half only.
    func space(of process: Process, for address: UInt32) -> AddressSpace {
        guard process.isKernel else { return process.space }
        return address != 0 && address < 0x8000_0000
            ? (scheduler.running?.addressSpace.space ?? process.space) : processes.nk.space
    }

    /// The space of an address in a process that a handle names.
    private func space(_ process: Process, _ address: UInt32, _ call: borrowing Invocation) -> AddressSpace {
        process === call.thread.current ? space(of: process, for: address) : process.space
    }

    func virtualAlloc(
        _ call: borrowing Invocation, _ process: Process, _ address: UInt32, _ size: UInt32, _ type: AllocationFlags,
        _ protection: ProtectionFlags, releasedBy: ReleaseCall
    ) throws(CallStop) -> CallResult {
        let given = address
        let (process, address) = owner(of: given, meant: process)
        try mayTouch(process, call)
        let space = space(process, address, call)
        let site = site(call)
        let result = try checked { () throws(CEError) in
            try memory.allocate(
                in: space, at: address, size: size, type: type.rawValue, protection: protection.rawValue,
                releasedBy: releasedBy, site: site)
        }
        return .succeeded(result.rawValue &+ (given &- address), .success)
    }

    /// User code reaches its own process only.
    private func mayTouch(_ process: Process, _ call: borrowing Invocation) throws(CallStop) {
        guard call.thread.current.isKernel || process === call.thread.current || isBeforeCE6 else {
            throw .error(
                refuse(
                    "own-process",
                    "\(call.thread.current.name) runs in user mode and reaches its own memory only, and hProcess is "
                        + "\(process.name)", .accessDenied))
        }
    }

    /// Whether processes live in slots, pointers are mapped, and everybody is trusted.
    var isBeforeCE6: Bool { !memory.profile.hasPrivateAddressSpaces }

    func virtualFree(
        _ call: borrowing Invocation, _ process: Process, _ address: UInt32, _ size: UInt32, _ type: UInt32
    ) throws(CallStop) -> CallResult {
        let (process, address) = owner(of: address, meant: process)
        try mayTouch(process, call)
        // VirtualFree in the kernel means the kernel: freeing the caller's memory takes VirtualFreeEx with its process.
        let space = process.isKernel ? processes.nk.space : process.space
        let site = site(call)
        do throws(CEError) {
            try memory.free(in: space, at: address, size: size, type: type, site: site)
        } catch {
            observers.tell(
                .refusedFrees,
                .freeRefused(
                    RefusedFree(
                        process: process, address: VirtualAddress(address), size: size, type: type,
                        thread: call.thread, site: site)))
            throw .error(error)
        }
        if type & MemoryFlags.decommit != 0 { tellOfChange(address, size, in: space, by: site) }
        return .value(1)
    }

    /// - Parameter source: a virtual address, or with PAGE_PHYSICAL a physical one >> 8.
    func virtualCopy(
        _ call: borrowing Invocation, _ target: Process, _ destination: VirtualAddress, _ sourceProcess: Process,
        _ source: UInt32, _ size: UInt32, _ protection: ProtectionFlags
    ) throws(CallStop) -> CallResult {
        let protection = protection.rawValue
        let (target, address) = owner(of: destination.rawValue, meant: target)
        let isPhysical = protection & Protection.physical != 0
        let (sourceProcess, source) = isPhysical ? (sourceProcess, source) : owner(of: source, meant: sourceProcess)
        try mayCopyMap(call, target, source, size, protection)
        let space = space(target, address, call)
        let from: MemoryManager.CopySource
        if isPhysical {
            from = .physical(shifted: source)
        } else {
            guard source >= 0x1_0000 else {
                throw .error(memory.refuse(.noSource(VirtualAddress(source), owner: sourceProcess.number)))
            }
            // A kernel address means the kernel whatever process is named.
            from = .memory(source, source >= 0x8000_0000 ? processes.nk.space : self.space(sourceProcess, source, call))
        }
        let site = site(call)
        try checked { () throws(CEError) in
            try memory.copyMap(in: space, at: address, from: from, size: size, protection: protection, site: site)
        }
        tellOfMapping(address, in: space, by: site, call.thread.current)
        doubt(isPhysical ? .shifted(source) : .address(source), site, call.thread)
        return .value(1)
    }

    func allocateCopy(
        _ call: borrowing Invocation, _ source: Process, _ target: Process, _ address: UInt32, _ size: UInt32,
        _ protection: ProtectionFlags
    ) throws(CallStop) -> CallResult {
        guard size > 0, size < 0x8000_0000 else { throw .error(memory.refuse(.size(size))) }
        guard address >= 0x1_0000 else {
            throw .error(memory.refuse(.noSource(VirtualAddress(address), owner: source.number)))
        }
        let sourceSpace = address >= 0x8000_0000 ? processes.nk.space : space(source, address, call)
        let site = site(call)
        let result = try checked { () throws(CEError) in
            try memory.alias(
                address, size, of: sourceSpace, in: target.space, protection: protection.rawValue,
                releasedBy: .virtualFreeEx, site: site)
        }
        return .value(result.address)
    }

    func virtualProtect(
        _ call: borrowing Invocation, _ process: Process, _ address: UInt32, _ size: UInt32,
        _ protection: ProtectionFlags, _ oldPointer: UInt32
    ) throws(CallStop) -> CallResult {
        let (process, address) = owner(of: address, meant: process)
        try mayTouch(process, call)
        guard oldPointer != 0 else {
            throw .error(
                refuse("null", "lpflOldProtect is NULL, and VirtualProtect needs a place for the old protection"))
        }
        try call.access { memory throws(GuestFault) in try memory.probe(oldPointer, 4, .write) }
        let space = space(process, address, call)
        let site = site(call)
        let old = try checked { () throws(CEError) in
            try memory.protect(address, size: size, protection.rawValue, in: space, site: site)
        }
        tellOfChange(address, size, in: space, by: site)
        try call.access { memory throws(GuestFault) in try memory.setWord(old, oldPointer) }
        return .value(1)
    }

    func virtualQuery(
        _ call: borrowing Invocation, _ process: Process, _ address: UInt32, _ buffer: UInt32, _ length: UInt32
    ) throws(CallStop) -> CallResult {
        let (process, address) = owner(of: address, meant: process)
        try mayTouch(process, call)
        guard length >= MemoryBasicInformation.size else {
            throw .error(
                refuse(
                    "length",
                    "dwLength is \(length), below \(MemoryBasicInformation.size), the size of MEMORY_BASIC_INFORMATION",
                    .badLength))
        }
        let space = space(process, address, call)
        let information = try checked { () throws(CEError) in try memory.query(address, in: space) }
        try call.access { memory throws(GuestFault) in
            for (index, word) in information.words.enumerated() {
                try memory.setWord(word, buffer &+ UInt32(index) &* 4)
            }
        }
        return .value(MemoryBasicInformation.size)
    }

    /// There is no cache to flush; there are translated instructions and translations.
    func flushCaches(_ address: UInt32, _ size: UInt32, flags: UInt32, _ call: borrowing Invocation) {
        tellOfFlush(address, size, flags: flags, call)
        if flags & CacheFlags.instructions != 0 { renewCode(address, size, call) }
        if flags & (CacheFlags.flushInstructionTranslations | CacheFlags.flushDataTranslations) != 0 {
            memory.markStale()
        }
    }

    /// The most that one flush of instructions looks at; a guest's own stores need none, only what the host wrote for
    /// it does.
    private static let renewLimit: UInt32 = 1 << 20

    /// Has the core forget what it translated from a range.
    private func renewCode(_ address: UInt32, _ size: UInt32, _ call: borrowing Invocation) {
        var pages: [PhysicalAddress] = []
        do throws(GuestFault) {
            try call.memory.forEachPage(address, min(size, Self.renewLimit), .read) { physical, _ in
                guard memory.physical.locate(physical) != nil else { return }
                pages.append(PhysicalAddress(physical.rawValue & ~MemoryManager.pageMask))
            }
        } catch {
            // What cannot be read cannot be executed; the pages before it are renewed.
        }
        do throws(UnicornError) { try engine.forgetCode(in: pages) } catch { return }
    }

    func isBad(_ address: UInt32, _ size: UInt32, write: Bool, _ call: borrowing Invocation) -> Bool {
        guard size > 0 else { return false }
        if !call.thread.current.isKernel, !isUserRange(address, size, write: write) { return true }
        do throws(GuestFault) {
            try call.memory.probe(address, size, write ? .write : .read)
            return false
        } catch { return true }
    }
}
