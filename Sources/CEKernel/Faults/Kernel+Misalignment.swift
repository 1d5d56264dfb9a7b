import ARMMMU
import CEDevices
import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// Takes back what the guest did since an access that the core would have refused.
    /// - Returns: what is to be raised in its place; nil when there was no such access.
    func takeMisalignment(_ thread: Thread) -> FaultCause? {
        guard let misalignment = control.takeMisalignment() else { return nil }
        engine.watchEverything(false)
        misalignment.undo(in: memory.physical)
        _ = board.busErrors.take()
        thread.registers = misalignment.registers
        if let floatingPoint = misalignment.floatingPoint { engine.writeFloatingPoint(floatingPoint) }
        observers.tell(.faults, .misaligned(misalignment, thread))
        return .misaligned(
            GuestFault(
                address: VirtualAddress(misalignment.address),
                fault: Fault(kind: .alignment, level: .section, access: misalignment.access)))
    }
}
