import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress

extension Checker {
    static let kernelRAM = Checker(
        id: "CE0805", name: "kernel-ram", title: "RAM of the kernel's pool mapped by its physical address",
        explanation:
            "PAGE_PHYSICAL, or a source inside the static map, adds no reference to pages that the kernel manages "
            + "(the RAM region of config.bib). Freeing the mapping drops the reference that the pages' owner holds: "
            + "they are handed out again while the owner still uses them. Take memory from a RESERVED region, or map "
            + "the owner's address instead.",
        make: { KernelRAMChecker($0) })
}

/// Reports mappings of the page pool by its physical addresses.
final class KernelRAMChecker: MappingChecker {
    init(_ setup: CheckerSetup) { super.init(.kernelRAM, setup) }

    override func check(_ mapped: MappedRange) {
        let pool = kernel.memory.pool
        guard let part = pool.ranges.lazy.compactMap({ $0.intersection(mapped.range) }).first else { return }
        let pages = stride(from: UInt64(0), to: part.size, by: 4096)
        let free = pages.count {
            pool.referenceCount(part.base.wrappingAdding(UInt32(truncatingIfNeeded: $0))) == 0
        }
        let state = free == 0 ? "" : ", \(free) of its pages free for anybody"
        let owner = poolOwner(in: part).map { "; \($0)" } ?? ""
        emit(
            free == 0 ? .warning : .error, mapped,
            "\(part) belongs to the kernel's page pool\(state); the mapping holds no reference to it\(owner)",
            hint: "take a RESERVED region of config.bib, or copy from the owner's virtual address")
    }

    /// Whose the first page in use of a range is, or of whom it was.
    private func poolOwner(in range: AddressRange<PhysicalAddress>) -> String? {
        let processes = kernel.processes.all
        func name(_ account: PageAccount) -> String {
            "\(processes.indices.contains(Int(account.owner)) ? processes[Int(account.owner)].name : "a process") "
                + "(\(kernel.describe(account.site)))"
        }
        for offset in stride(from: UInt64(0), to: range.size, by: 4096) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            if let account = kernel.memory.pool.account(of: page) { return "\(page) is a page of \(name(account))" }
        }
        guard let (former, releaser) = kernel.memory.pool.history(of: range.base) else { return nil }
        return "\(range.base) was a page of \(name(former))"
            + (releaser.map { " until \(kernel.describe($0.site))" } ?? "")
    }
}
