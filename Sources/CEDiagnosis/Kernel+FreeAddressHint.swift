import ARMMMU
import CEKernel
import CEMemory
import GuestAddress
import MachineTerms
import OEMAddrTable
import Unicorn

/// Advice on a fault at an address that belongs to nothing in its process; that the pointer is wild is said last.
extension Kernel {
    func freeHint(
        _ report: FaultReport, _ facts: AddressFacts, _ address: VirtualAddress, _ thread: Thread
    ) -> String? {
        if let overrun = facts.overrun, report.access != .execute, comesFromNeighbour(report, facts) {
            return overrunHint(overrun)
        }
        if let other = facts.otherOwner { return otherHint(other, thread, isReleased: facts.belongedTo != nil) }
        if let image = facts.unloaded {
            return
                "\(image) was unloaded while somebody still had a pointer into it: threads, callbacks and timers "
                + "have to end before XXX_Deinit or FreeLibrary"
        }
        if facts.belongedTo != nil {
            return "a pointer was kept after its memory was released: clear it where the memory is given back"
        }
        if let overrun = facts.overrun, report.access != .execute { return overrunHint(overrun) }
        return unknownHint(report, address, thread)
    }

    /// Whether a register that the instruction uses still points into what is next to the address.
    private func comesFromNeighbour(_ report: FaultReport, _ facts: AddressFacts) -> Bool {
        guard let range = facts.neighbour else { return false }
        return report.usedRegisters.contains { range.contains(VirtualAddress($0.value)) }
    }

    private func overrunHint(_ overrun: String) -> String {
        "\(overrun): the index is too large, the loop too long, or the block too small"
    }

    /// A number that is a pointer in another process only.
    private func otherHint(_ other: String, _ thread: Thread, isReleased: Bool) -> String {
        let what = "a pointer of \(other)" + (isReleased ? ", whose memory there is released," : "")
        if thread.addressSpace.isKernel {
            return "\(what) means nothing in a thread of the driver's own: copy what the thread needs while the call "
                + "lasts, or hand it what CeAllocAsynchronousBuffer makes of the caller's buffer"
        }
        return
            "\(what) means nothing elsewhere: memory is shared by a named file mapping or through a driver, "
            + "and a driver "
            + "opens what its caller points to (CeOpenCallerBuffer) while the call lasts"
    }

    /// A branch to where CE 5 has its system calls, on a system that has them elsewhere.
    private func ce5Hint(_ address: VirtualAddress) -> String? {
        guard memory.profile.layout.firstMethod != CE5Traps.firstMethod,
            let name = CE5Traps.name(at: address.rawValue)
        else { return nil }
        return "a system call of CE 5\(name.isEmpty ? "" : ", \(name)"): the image was built for CE 5, whose calls lie "
            + "below 0x\(hexadecimal(CE5Traps.firstMethod)); \(memory.profile.title) has its own below "
            + "0x\(hexadecimal(memory.profile.layout.firstMethod))"
    }

    private func unknownHint(_ report: FaultReport, _ address: VirtualAddress, _ thread: Thread) -> String? {
        if report.access == .execute, let hint = ce5Hint(address) { return hint }
        if report.access == .execute, let slot = smashedReturn(to: address, report, thread) {
            return "a function returned to this address: its return address on the stack at 0x\(hexadecimal(slot)) was "
                + "overwritten; look for a local array that is written past its end"
        }
        // Numbers that are physical addresses of the board are the commonest wrong pointers of drivers.
        let physical = PhysicalAddress(address.rawValue)
        if let bank = memory.physical.banks.first(where: { $0.range.contains(physical) }) {
            let page = AddressRange(base: physical.roundedDown(to: MemoryManager.pageSize), clampedSize: 4096)
            let what =
                board.staticMap.reaches(page)
                ? "RAM that the static map has elsewhere" : "RAM above the static map, which nobody has mapped"
            return "as a physical address the number is \(what) (bank \(bank.range)): pointers are virtual addresses, "
                + "VirtualCopyEx with PAGE_PHYSICAL makes one"
        }
        if let window = memory.physical.windows.first(where: { $0.range.contains(physical) }) {
            return
                "as a physical address the number is a device's register (\(window.range)): map it with MmMapIoSpace "
                + "or VirtualCopyEx"
        }
        if report.access == .execute {
            return "a wild branch: a function pointer or return address was overwritten, or its DLL was unloaded"
        }
        if thread.current.isKernel, !processes.nk.space.covers(address) {
            return
                "a pointer of another process, or one that is not valid any more, used in a driver: the caller's "
                + "memory is there only while its call lasts"
        }
        return "nothing was ever here: the pointer is wild or was never set"
    }
}
