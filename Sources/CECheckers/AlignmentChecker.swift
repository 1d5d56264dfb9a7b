import CEDiagnosis
import CEKernel
import Diagnostics
import GuestAddress
import Unicorn

extension Checker {
    static let alignment = Checker(
        id: "CE0816", name: "alignment", title: "a load or store at an address that is no multiple of its size",
        explanation:
            "A load or store at an address that is no multiple of its size. CE sets SCTLR.A, so that the core takes "
            + "a data abort with the alignment status and CE raises STATUS_DATATYPE_MISALIGNMENT; the emulated core "
            + "does not. With this checker on the machine raises it in the core's place, before the instruction. "
            + "Words need a multiple of four, halfwords of two, LDM, STM, LDRD, STRD, VLDR and VSTR a multiple of "
            + "four. (LDRD and STRD of ARMv5 at an odd multiple of four are let pass.)",
        example: Example(
            bad: """
                length = *(DWORD *)(packet + 5);
                """,
            good: """
                length = *(DWORD UNALIGNED *)(packet + 5);
                """),
        make: { AlignmentChecker($0) })
}

/// Reports loads and stores that the machine took back because they were not aligned.
final class AlignmentChecker: AccessChecker {
    init(_ setup: CheckerSetup) {
        super.init(.alignment, setup, .faults)
        setup.wantsUnaligned = true
    }

    override func observe(_ event: MachineEvent) {
        guard case .misaligned(let access, let thread) = event else { return }
        emit(
            .error, process: thread.current.name,
            place: kernel.namedPlace(thread.registers.pc, thread, isReturn: false),
            "\(access.access) of \(access.size) bytes at \(VirtualAddress(access.address))",
            hint: "read and write it by bytes, or mark the pointer UNALIGNED")
    }
}
