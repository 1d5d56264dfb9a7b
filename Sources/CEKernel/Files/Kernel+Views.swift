import ARMMMU
package import CEMemory
import Disassembly
package import GuestAddress
import Unicorn

/// Views of mapped files: their pages come when they are touched, and go back to the file. Stacks of processes with
/// many threads grow in the same way.
extension Kernel: PageSource {
    /// Puts pages behind the views and stacks that the instruction at PC wanted to use.
    /// - Returns: whether it is worth trying again.
    func pageInData(_ thread: Thread) -> Bool {
        guard memory.hasPagesToCome, let access = instruction(at: thread.registers, thread)?.memory else {
            return false
        }
        let registers = thread.registers
        var isChanged = false
        for range in access.addresses(register: { (0..<16).contains($0) ? registers.r[$0] : registers.cpsr }) {
            let last = range.address.wrappingAdding(UInt32(clamping: max(range.size, 1)) - 1)
            for address in [range.address, last] where pageIn(address, thread.addressSpace) { isChanged = true }
        }
        return isChanged
    }

    /// Puts the page behind a view from which instructions are fetched.
    func pageInCode(_ thread: Thread) -> Bool {
        memory.hasPagesToCome && pageIn(VirtualAddress(thread.registers.pc), thread.addressSpace)
    }

    private func pageIn(_ address: VirtualAddress, _ process: Process) -> Bool {
        memory.pageIn(address, in: processes.nk.space.covers(address) ? processes.nk.space : process.space)
    }

    /// Lets the host's own accesses to guest memory touch them, too.
    package func pageIn(_ address: VirtualAddress, table: UInt32) -> Bool {
        guard memory.hasPagesToCome else { return false }
        memory.physical.hostWork.look(at: processes.living.count)
        guard let process = processes.living.values.first(where: { $0.regime.ttbr0 == table }) else { return false }
        return pageIn(address, process)
    }

    // MARK: The end of a view

    /// Takes a view away; what was written into it is in the file afterwards.
    /// - Throws: ERROR_DISK_FULL when the file cannot take it; the view is gone all the same.
    package func unmapView(_ reservation: Reservation, in space: AddressSpace, site: CallSite) throws(CEError) {
        let view = reservation.view
        memory.release(reservation, in: space, site: site)
        reservation.view = nil
        if let view { try writeBack(view.mapping, view.firstPage..<view.firstPage + reservation.pages) }
    }

    /// Writes the pages that guests have changed to their file.
    /// - Throws: ERROR_DISK_FULL.
    package func writeBack(_ mapping: FileMapping, _ pages: Range<Int>) throws(CEError) {
        guard let file = (mapping.file as? OpenFile)?.file, mapping.isWritable else { return }
        let time = board.clock.fileTime(engine.instructions)
        for page in pages.clamped(to: 0..<mapping.pages) {
            guard let bytes = mapping.changedBytes(of: page) else { continue }
            try files.write(bytes, to: file, at: UInt64(page) * 4096, time: time)
            mapping.noteWritten(page, bytes)
        }
    }

    /// Takes the views of a process away that ends. A full disk has nobody left to be told.
    func unmapViews(of process: Process, site: CallSite) {
        guard memory.hasViews else { return }
        for reservation in process.space.reservations where reservation.view != nil {
            do throws(CEError) { try unmapView(reservation, in: process.space, site: site) } catch { continue }
        }
    }
}
