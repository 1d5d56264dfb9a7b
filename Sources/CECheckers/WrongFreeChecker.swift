import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import Unicorn

extension Checker {
    static let wrongFree = Checker(
        id: "CE0802", name: "wrong-free", title: "a free that does not free",
        explanation:
            "VirtualFree in a driver means the kernel's address space: memory of the caller takes VirtualFreeEx "
            + "with the caller's process. MEM_RELEASE takes the exact base and a size of 0. Whatever else is given, "
            + "the call returns FALSE with 87 and the mapping stays; drivers that do not look at the result leak it.",
        isStandard: true,
        make: { WrongFreeChecker($0) })
}

/// Says why a free failed.
final class WrongFreeChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.wrongFree, setup, .refusedFrees) }

    override func observe(_ event: MachineEvent) {
        guard case .freeRefused(let free) = event else { return }
        let space = free.process.isKernel ? kernel.processes.nk.space : free.process.space
        let (message, hint) = reason(free, space)
        emit(
            .warning, process: free.thread.current.name, place: kernel.describe(free.site), message, hint: hint)
    }

    private func reason(_ free: RefusedFree, _ space: AddressSpace) -> (String, String?) {
        let address = free.address
        guard free.type == MemoryFlags.release || free.type == MemoryFlags.decommit else {
            return (
                "free type 0x\(String(free.type, radix: 16)) at \(address)",
                "exactly one of MEM_DECOMMIT and MEM_RELEASE"
            )
        }
        guard let reservation = space.reservation(at: address) else {
            return absent(address, free.process, free.thread)
        }
        if reservation.purpose != .virtual {
            return ("\(address) is not VirtualAlloc's: \(kernel.facts(of: address, free.thread).belongsTo ?? "")", nil)
        }
        if reservation.lockedPages != 0 {
            return ("the pages at \(address) are locked", "UnlockPages comes before the free")
        }
        if free.type == MemoryFlags.release, free.size != 0 {
            return ("MEM_RELEASE of \(address) with a size of \(free.size)", "MEM_RELEASE takes a size of 0")
        }
        if reservation.base != address {
            return (
                "\(address) lies inside the reservation \(reservation.range) of "
                    + kernel.describe(reservation.creator),
                "MEM_RELEASE takes the base, \(reservation.base)"
            )
        }
        return ("\(free.size) bytes from \(address) leave the reservation \(reservation.range)", nil)
    }

    private func absent(_ address: VirtualAddress, _ process: Process, _ thread: Thread) -> (String, String?) {
        if process.isKernel, thread.addressSpace !== kernel.processes.nk,
            let other = thread.addressSpace.space.reservation(at: address)
        {
            return (
                "\(address) is memory of \(thread.addressSpace.name), \(other.range), and VirtualFree in a driver "
                    + "means the kernel",
                "VirtualFreeEx with the caller's process frees it"
            )
        }
        if let gone = kernel.memory.released.last(of: process.number, where: { $0.base == address }) {
            let ago = kernel.engine.instructions &- gone.site.instructions
            return (
                "\(address) was released already, \(ago) instructions ago by \(kernel.describe(gone.site))",
                "a second free may hit whoever has the range by then"
            )
        }
        let owner = kernel.processes.all.first {
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
