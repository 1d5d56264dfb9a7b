import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import OEMAddrTable

extension Checker {
    static let kernelStructures = Checker(
        id: "CE0808", name: "kernel-structures", title: "page tables or kernel pages mapped into a process",
        explanation:
            "A process can reach page tables, pages of the kernel or its image through a mapping. When it can write "
            + "there, any mistake of it destroys the system.",
        make: { KernelStructureChecker($0) })
}

/// Reports page tables and pages of the kernel, or its image, where a process can reach them.
final class KernelStructureChecker: MappingChecker {
    init(_ setup: CheckerSetup) { super.init(.kernelStructures, setup) }

    override func check(_ mapped: MappedRange) {
        guard !mapped.space.isKernel,
            let (page, name) = kernelPage(in: mapped.range) ?? imagePage(in: mapped.range)
        else { return }
        emit(
            mapped.isWritable ? .error : .warning, mapped,
            "\(mapped.range) has the page \(page) of \(name), and a process can "
                + "\(mapped.isWritable ? "write" : "read") "
                + "there now",
            hint: "map RAM that the kernel does not manage")
    }

    private func imagePage(in range: AddressRange<PhysicalAddress>) -> (PhysicalAddress, String)? {
        for region in kernel.board.staticMap.map.map.regions where region.kind == .ramimage {
            guard let image = kernel.board.staticMap.physicalRange(of: region), let part = image.intersection(range)
            else {
                continue
            }
            return (part.base, "the image region \(region.name)")
        }
        return nil
    }

    private func kernelPage(in range: AddressRange<PhysicalAddress>) -> (PhysicalAddress, String)? {
        for offset in stride(from: UInt64(0), to: range.size, by: 4096) {
            let page = range.base.wrappingAdding(UInt32(truncatingIfNeeded: offset))
            switch kernel.memory.pool.account(of: page)?.purpose {
            case .pageTable?: return (page, "a page table")
            case .kernel?: return (page, "the kernel")
            default: continue
            }
        }
        return nil
    }
}
