internal import ARMCore
import ARMMMU
package import CEMemory
package import GuestAddress
import Unicorn

/// Which address space the core translates through.
extension Kernel {
    /// Makes the core translate the low half through `process`'s tables.
    package func load(_ process: Process) throws {
        guard processes.load(process) else { return }
        try engine.writeCP15(.ttbr0, process.regime.ttbr0)
        if engine.cpu.architecture >= .armv6 { try engine.writeCP15(.contextID, process.asid) }
        // Without this the old process's translations stay, new ASID or not.
        memory.translationsAreStale = true
        observers.tell(.spaces, .spaceLoaded(process))
    }

    /// Makes the core forget its translations when one of them may have changed, as every return to the guest does.
    package func refreshTranslations() throws {
        guard memory.translationsAreStale else { return }
        memory.translationsAreStale = false
        processes.invalidations += 1
        try engine.invalidateTranslations()
    }

    /// The physical page that the page tables name for an address of a process; nil when none is mapped.
    package func physicalPage(of address: VirtualAddress, in process: Process) -> PhysicalAddress? {
        let word = process.space.tables.entry(at: address)
        return word & 3 == 0 ? nil : PhysicalAddress(word & ~MemoryManager.pageMask)
    }

    /// Whether the core's low half is this space.
    package func isLoaded(_ space: AddressSpace) -> Bool { processes.loaded?.space === space }
}
