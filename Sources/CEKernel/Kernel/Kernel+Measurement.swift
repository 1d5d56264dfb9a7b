import CEDevices
package import CEMemory
package import GuestAddress
package import Unicorn

/// What a machine has done since it booted, in numbers that do not depend on the host.
package struct MachineCounts: Hashable, Sendable {
    /// Page-table words written, first and second level.
    package var descriptors: UInt64
    /// Page-table words made invalid.
    package var cleared: UInt64
    /// Pages of second-level tables taken from the pool; each holds four coarse tables.
    package var tables: UInt64
    /// Invalidations of the whole TLB.
    package var invalidations: UInt64
    package var instructions: UInt64
    /// Pages taken from the pool, tables included.
    package var pages: UInt64
}

/// Running pieces of guest code outside any thread, for benchmarks.
extension Kernel {
    /// What the machine has done so far.
    package var counts: MachineCounts {
        var counts = MachineCounts(
            descriptors: 0, cleared: 0, tables: 0, invalidations: processes.invalidations,
            instructions: engine.instructions,
            pages: memory.pool.allocations)
        for process in processes.all {
            let statistics = process.space.tables.statistics
            counts.descriptors += statistics.descriptors
            counts.cleared += statistics.cleared
            counts.tables += statistics.tables
        }
        return counts
    }

    /// A process without image, threads and stack.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY without pages for its tables.
    package func makeBareProcess(named name: String) throws(CEError) -> Process { try makeProcess(named: name) }

    /// Where guest code that `execute` runs has to return to.
    package var executionEnd: UInt32 { calling.traps.returnTrap }

    /// Runs guest code in a process's address space until it branches to `executionEnd`.
    /// - Returns: the registers at the end.
    /// - Throws: `MachineError` when the code ends in another way.
    package func execute(_ registers: CoreRegisters, in process: Process) throws -> CoreRegisters {
        try load(process)
        try refreshTranslations()
        engine.writeRegisters(registers)
        let stop = try engine.run(from: registers.pc)
        let after = engine.readRegisters()
        guard stop == .exception(.prefetchAbort), after.pc == executionEnd else {
            throw MachineError("guest code ended with \(stop) at \(VirtualAddress(after.pc))")
        }
        return after
    }

    /// The physical page that the page tables name for an address of a process; nil when none is mapped.
    package func physicalPage(of address: VirtualAddress, in process: Process) -> PhysicalAddress? {
        let word = process.space.tables.entry(at: address)
        return word & 3 == 0 ? nil : PhysicalAddress(word & ~MemoryManager.pageMask)
    }

    /// Makes the core forget its translations when one of them may have changed, as every return to the guest does.
    package func settleTranslations() throws { try refreshTranslations() }
}
