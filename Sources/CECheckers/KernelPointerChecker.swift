import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let kernelPointers = Checker(
        id: "CE0807", name: "kernel-pointers", title: "a kernel address handed to an application",
        explanation:
            "Words that a driver changed in its caller's output buffer are addresses of the kernel's memory. "
            + "Applications cannot use them, and should not know them. This is a note, a guess by value: a number may "
            + "look like an address. When an application uses such an address it is an error, and no guess.",
        make: { KernelPointerChecker($0) })
}

/// Reports addresses of the kernel that a driver hands to an application, and their use there.
final class KernelPointerChecker: CallerChecker {
    /// A word in the kernel's half that a driver handed to an application.
    private struct HandedOut: Codable {
        let value: UInt32
        let driver: String
        let instructions: UInt64
    }

    private static let maximumHandedOut = 256
    private var handedOut: [HandedOut] = []

    init(_ setup: CheckerSetup) { super.init(.kernelPointers, setup, wanting: .outputs, events: .faults) }

    override func observe(_ event: MachineEvent) {
        guard case .faultRaised(let report, let thread) = event, !thread.current.isKernel,
            let address = report.address?.rawValue
        else { return }
        checkUse(of: address, report)
    }

    /// Looks at what a driver left in its caller's output buffer: words that it changed.
    override func returned(_ work: DriverWork, before: [UInt8], _ thread: Thread) {
        let output = work.output
        guard work.method == .ioControl, CallerTracker.isUserRange(output.address, output.size),
            !thread.current.isKernel,
            let after = try? kernel.view(of: thread, privileged: false).bytes(
                output.address, min(output.size, CallerTracker.lookedAt))
        else { return }
        var isTold = false
        for offset in stride(from: 0, to: after.count & ~3, by: 4) {
            let bytes = after[offset..<offset + 4]
            if offset + 4 <= before.count, before[offset..<offset + 4] == bytes { continue }
            let word = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard word >= 0x8000_0000 else { continue }
            keep(HandedOut(value: word, driver: work.place, instructions: kernel.engine.instructions))
            let address = VirtualAddress(word)
            guard !isTold, let reservation = kernel.processes.nk.space.reservation(at: address) else { continue }
            isTold = true
            emit(
                .note, process: kernel.processes.nk.name, place: work.place,
                "the word at \(offset) of \(thread.current.name)'s output buffer, \(address), is an address of the "
                    + "kernel: \(reservation.range) of \(kernel.describe(reservation.creator))",
                hint: "hand out an address in the application's own space, or a handle")
        }
    }

    private func keep(_ word: HandedOut) {
        if handedOut.count >= Self.maximumHandedOut { handedOut.removeFirst() }
        handedOut.append(word)
    }

    /// An application has used an address of the kernel's half: did a driver give it?
    private func checkUse(of address: UInt32, _ report: FaultReport) {
        guard address >= 0x8000_0000, let area = area(of: VirtualAddress(address)),
            let word = handedOut.last(where: { area.contains(VirtualAddress($0.value)) && $0.value <= address })
        else { return }
        let ago = kernel.engine.instructions &- word.instructions
        emit(
            .error, process: report.process, place: report.place,
            "\(report.process) used \(VirtualAddress(address)), an address of the kernel: \(word.driver) had "
                + "handed out "
                + "\(VirtualAddress(word.value)), \(ago) instructions ago",
            hint: "map the memory into the application (VirtualAllocEx and VirtualCopyEx) and hand out that address")
    }

    private func area(of address: VirtualAddress) -> AddressRange<VirtualAddress>? {
        kernel.processes.nk.space.reservation(at: address)?.range
            ?? kernel.board.staticMap.ramWindows.first { $0.contains(address) }
    }

    override func carry(_ state: StateCarrier) throws { try state.carry(&handedOut) }
}
