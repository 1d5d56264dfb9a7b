package import CEMemory
import GuestAddress

extension Kernel {
    /// Tells of a call that fails. The thread's registers are those at the call.
    func tellOfRefusal(_ call: PendingCall, _ value: UInt32, error: UInt32, _ thread: Thread) {
        let rule = memory.takeBrokenRule()
        let broken = calling.takeBrokenRule()
        let description = calling.table.calls[call.index].description
        var code = error
        if code == 0 {
            switch description.result {
            case .error, .hresult: code = value
            default: break
            }
        }
        // What a driver refuses has left the driver's own code; a function that knows none refuses nothing.
        if code == 0, isMadeByDriver(description) { code = thread.lastError }
        // A call that says why it fails is told of without a code, too.
        guard code != 0 || broken != nil else { return }
        observers.tell(
            .refusals,
            .callRefused(
                RefusedCall(
                    index: call.index, serial: call.serial, value: value, error: code, rule: rule, broken: broken,
                    fault: control.methodFault), thread))
    }

    /// Whether a driver's entry point answers a call.
    package func isMadeByDriver(_ description: CallDescription) -> Bool {
        ["DeviceIoControl", "ReadFile", "WriteFile", "SetFilePointer", "CreateFileW"].contains(description.name)
    }

    /// Tells of a mapping whose source may be in the wrong unit: what leads to where nothing answers, what lost bits
    /// when it was shifted, and what is the kernel's own memory by chance.
    package func doubt(_ number: DoubtfulSource.Number, _ site: CallSite, _ thread: Thread) {
        let physical: PhysicalAddress
        switch number {
        case .shifted(let source):
            physical = PhysicalAddress(source << 8 & ~MemoryManager.pageMask)
            guard source > 0xFF_FFFF || !memory.physical.answers(physical) else { return }
        case .bytes(let address):
            physical = address
            guard !memory.physical.answers(physical) else { return }
        case .address(let address):
            guard let found = memory.staticPhysical(VirtualAddress(address & ~MemoryManager.pageMask)),
                found.isSection, memory.pool.index(of: found.address) != nil
            else { return }
            physical = found.address
        }
        observers.tell(
            .doubtfulSources,
            .sourceDoubted(
                DoubtfulSource(number: number, physical: physical, process: thread.current, site: site)))
    }
}
