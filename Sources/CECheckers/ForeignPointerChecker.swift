import CEKernel
import CEMemory
import Diagnostics
import GuestAddress

extension Checker {
    static let foreignPointers = Checker(
        id: "CE0814", name: "foreign-pointers", title: "an application's address used where it means nothing",
        explanation:
            "A driver used an address of an application from a thread of its own, or while it worked for another "
            + "process. An address below 0x80000000 means the process that is served just then: it faults, or is some "
            + "other memory of the wrong process.",
        example: Example(
            bad: """
                CreateThread(NULL, 0, FillLater, pBufOut, 0, NULL);
                """,
            good: """
                CeAllocAsynchronousBuffer(&alias, pBufOut, nOutBufferSize, ARG_O_PTR | MARSHAL_FORCE_ALIAS);
                CreateThread(NULL, 0, FillLater, alias, 0, NULL);
                """),
        make: { ForeignPointerChecker($0) })
}

/// Reports the use of an application's addresses where they mean nothing.
final class ForeignPointerChecker: CallerChecker {
    init(_ setup: CheckerSetup) { super.init(.foreignPointers, setup, wanting: .uses) }

    override func used(_ use: CallerAddressUse) {
        if let buffer = use.former {
            guard !use.isOfSameProcess else { return }
            report(use, "is in a buffer that \(buffer.processName) handed to \(buffer.driver)")
        } else if use.call == nil, use.faults,
            let owner = kernel.processes.all.first(where: {
                $0.isAlive && !$0.isKernel && isDriverMade(use.address, in: $0)
            })
        {
            report(use, "is a mapping that a driver made in \(owner.name)")
        }
    }

    private func report(_ use: CallerAddressUse, _ what: String) {
        emit(
            .error, process: kernel.processes.nk.name, place: use.place,
            "\(use.address) \(what), and \(use.user) used it",
            hint:
                "an address means the process that is served just then: map the memory into the kernel, or take "
                + "an alias with "
                + "CeAllocAsynchronousBuffer")
    }

    /// Whether a driver mapped what is at an address of a process.
    private func isDriverMade(_ address: VirtualAddress, in process: Process) -> Bool {
        process.space.reservation(at: address)?.creator.process == kernel.processes.nk.id
    }
}
