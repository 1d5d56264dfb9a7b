import GuestAddress
import Unicorn

/// Says why a free failed.
extension Kernel {
    func checkFailedFree(
        _ call: borrowing Invocation, _ process: Process, _ address: UInt32, _ size: UInt32, _ type: UInt32
    ) {
        guard checkers.contains(.wrongFree) else { return }
        let space = process.isKernel ? nk.space : process.space
        let virtual = VirtualAddress(address)
        let (message, hint) = reason(virtual, size, type, space, process, call.thread)
        find(
            MachineFinding(
                checker: .wrongFree, severity: .warning, process: call.thread.current.name, place: describe(site(call)),
                message: message, hint: hint))
    }

    private func reason(
        _ address: VirtualAddress, _ size: UInt32, _ type: UInt32, _ space: AddressSpace, _ process: Process,
        _ thread: Thread
    ) -> (String, String?) {
        guard type == MemoryFlags.release || type == MemoryFlags.decommit else {
            return (
                "free type 0x\(String(type, radix: 16)) at \(address)",
                "exactly one of MEM_DECOMMIT and MEM_RELEASE"
            )
        }
        guard let reservation = space.reservation(at: address) else {
            return absent(address, process, thread)
        }
        if reservation.purpose != .virtual {
            return ("\(address) is not VirtualAlloc's: \(facts(of: address, thread).belongsTo ?? "")", nil)
        }
        if reservation.lockedPages != 0 {
            return ("the pages at \(address) are locked", "UnlockPages comes before the free")
        }
        if type == MemoryFlags.release, size != 0 {
            return ("MEM_RELEASE of \(address) with a size of \(size)", "MEM_RELEASE takes a size of 0")
        }
        if reservation.base != address {
            return (
                "\(address) lies inside the reservation \(reservation.range) of \(describe(reservation.creator))",
                "MEM_RELEASE takes the base, \(reservation.base)"
            )
        }
        return ("\(size) bytes from \(address) leave the reservation \(reservation.range)", nil)
    }

    private func absent(_ address: VirtualAddress, _ process: Process, _ thread: Thread) -> (String, String?) {
        if process.isKernel, thread.addressSpace !== nk,
            let other = thread.addressSpace.space.reservation(at: address)
        {
            return (
                "\(address) is memory of \(thread.addressSpace.name), \(other.range), and VirtualFree in a driver means the kernel",
                "VirtualFreeEx with the caller's process frees it"
            )
        }
        if let gone = memory.released.last(of: process.number, where: { $0.base == address }) {
            let ago = engine.instructions &- gone.site.instructions
            return (
                "\(address) was released already, \(ago) instructions ago by \(describe(gone.site))",
                "a second free may hit whoever has the range by then"
            )
        }
        let owner = processes.first {
            $0.isAlive && $0 !== process && $0.space.reservation(at: address)?.base == address
        }
        if let owner {
            return (
                "\(address) is a reservation of \(owner.name), not of \(process.name)", "free it in its own process"
            )
        }
        return ("nothing is reserved at \(address) in \(process.name)", nil)
    }
}
