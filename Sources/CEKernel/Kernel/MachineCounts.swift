import CEMemory
import Unicorn

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
}
