import CEMemory
import GuestAddress
import OEMAddrTable

/// The slots of CE 5: each process lies in slot 0 while it runs, and in one of its own for everybody, always.
extension Kernel {
    /// Takes the lowest slot that is free.
    /// - Returns: nil on systems without slots.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY when all are taken.
    func freeSlot() throws(CEError) -> Int? {
        guard let slots = memory.layout.slots else { return nil }
        let taken = Set(processes.living.values.compactMap(\.slot))
        guard let free = (slots.firstOfProcesses..<Int(slots.count)).first(where: { !taken.contains($0) }) else {
            throw .notEnoughMemory
        }
        return free
    }

    /// Shows a new process's slot to all others, and theirs to it.
    func showSlots(of process: Process) {
        guard let slot = process.slot else { return }
        for other in processes.all where other.isAlive {
            process.space.tables.show(slotAt: place(ofSlot: slot, in: other))
            guard other !== process, let theirs = other.slot else { continue }
            other.space.tables.show(slotAt: place(ofSlot: theirs, in: process))
        }
    }

    /// A process has ended, and its first-level table goes.
    func hideSlots(of process: Process) {
        guard process.slot != nil else { return }
        for other in processes.all where other.isAlive && other !== process {
            guard let theirs = other.slot else { continue }
            other.space.tables.hide(slotAt: place(ofSlot: theirs, in: process))
        }
    }

    private func place(ofSlot slot: Int, in process: Process) -> PhysicalAddress {
        process.firstLevel.wrappingAdding(UInt32(slot) &* PageTables.slotBytes)
    }

    // MARK: Pointers

    /// A pointer into slot 0 as one that leads to a process whoever runs; others stay as they are (document ms886751).
    package func slotPointer(_ pointer: UInt32, of process: Process) -> UInt32 {
        guard let slots = memory.layout.slots, let slot = process.slot, pointer != 0, slots.number(of: pointer) == 0
        else { return pointer }
        return pointer &+ UInt32(slot) &* UInt32(slots.size)
    }

    /// A pointer into a slot as one into slot 0; others stay as they are.
    package func zeroPointer(_ pointer: UInt32) -> UInt32 {
        guard let slots = memory.layout.slots, let number = slots.number(of: pointer), number >= slots.firstOfProcesses
        else { return pointer }
        return pointer & UInt32(slots.size - 1)
    }

    /// The process in whose slot an address lies, and the address there; the process that was meant where it lies in
    /// none.
    package func owner(of address: UInt32, meant process: Process) -> (process: Process, address: UInt32) {
        guard let slots = memory.layout.slots, let number = slots.number(of: address), number >= slots.firstOfProcesses,
            let owner = processes.all.first(where: { $0.isAlive && $0.slot == number })
        else { return (process, address) }
        return (owner, address & UInt32(slots.size - 1))
    }
}
