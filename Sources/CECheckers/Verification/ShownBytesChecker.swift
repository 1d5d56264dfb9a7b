import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import MachineTerms

extension Checker {
    static let shownBytes = Checker(
        id: "CE0847", name: "shown-bytes", title: "a mapping that shows an application more than was named",
        explanation:
            "Pages are mapped whole. A driver that maps a range for an application which does not begin and end with a "
            + "page shows it what else lies in the first and the last page: other blocks of the kernel's heap, other "
            + "fields of the driver, other registers. The application can read that, and write it where the mapping is "
            + "writable. What is shared begins and ends with a page, and holds nothing else.",
        example: Example(
            bad: "p = VirtualAllocCopyEx(self, caller, &state->frame, 1000, PAGE_READWRITE);",
            good: "frame = VirtualAlloc(NULL, 0x1000, MEM_COMMIT, PAGE_READWRITE);  // a page of its own, then mapped"),
        isForVerification: true,
        make: { ShownBytesChecker($0) })
}

/// Reports mappings for applications that show more bytes than were asked for.
final class ShownBytesChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.shownBytes, setup, [], memory: .mappings) }

    override func observe(_ event: MemoryEvent) {
        guard case .mapped(let mapping) = event, mapping.size > 0, !mapping.space.isKernel,
            mapping.kind == .physical || mapping.kind == .copied, mapping.site.process != owner(of: mapping)?.id,
            mapping.site.returnAddress != 0
        else { return }
        let before = UInt64(mapping.address & 0xFFF)
        let end = UInt64(mapping.address) + UInt64(mapping.size)
        let behind = (4096 - end % 4096) % 4096
        guard before + behind > 0 else { return }
        let page = before > 0 ? mapping.address : UInt32(truncatingIfNeeded: end - 1)
        let holder = holder(of: page, in: mapping.space)
        let shown = UInt64(mapping.size) + before + behind
        let viewer = owner(of: mapping)?.name ?? "a process"
        emit(
            holder.isShared ? .warning : .note, process: name(mapping.site.process),
            place: kernel.describe(mapping.site),
            "\(shown) bytes are shown to \(viewer) at \(mapping.range), of which \(mapping.size) were named: "
                + "\(before) lie before and \(behind) behind, in \(holder.text)",
            hint: "what is shared begins and ends with a page, and nothing else lies in it")
    }

    private func owner(of mapping: NewMapping) -> Process? {
        kernel.processes.all.first { $0.number == mapping.space.owner }
    }

    private func name(_ id: UInt32) -> String {
        kernel.processes.all.last { $0.id == id }?.name ?? kernel.processes.nk.name
    }

    /// Whose the page behind an address is, and whether others have something in it: RAM outside the pool may be wholly
    /// the driver's.
    private func holder(of address: UInt32, in space: AddressSpace) -> (text: String, isShared: Bool) {
        let page = PhysicalAddress(
            space.tables.entry(at: VirtualAddress(address & ~MemoryManager.pageMask)) & ~MemoryManager.pageMask)
        guard let account = kernel.memory.pool.account(of: page) else {
            return (
                kernel.physicalPlace(page).map { "\($0) at \(page)" } ?? "\(page)",
                kernel.memory.physical.locate(page) == nil
            )
        }
        let processes = kernel.processes.all
        let name = processes.indices.contains(Int(account.owner)) ? processes[Int(account.owner)].name : "a process"
        return ("a page of \(name), taken by \(kernel.describe(account.site))", true)
    }
}
