package import CECheckers
package import CEDevices
package import CEKernel
package import CEMemory
public import GuestAddress
package import MachineTerms
internal import OEMAddrTable

/// A process of a run.
public struct ProcessSummary: Hashable, Sendable {
    public var name: String
    public var id: UInt32
    /// Nil while it runs.
    public var exitCode: UInt32?
    public var endedByFault: Bool
}

/// Physical pages by use, of 4,096 bytes each.
public struct LedgerCounts: Hashable, Sendable {
    public var total: Int
    public var kernel: Int
    public var pageTables: Int
    public var committed: Int
    /// Those with more than one reference, whatever their use.
    public var shared: Int
    public var free: Int
}

extension Machine {
    /// The threads of a run in which interrupts came, and what they have done.
    package var threads: [ThreadSummary] { activity.threads }

    /// Who was at work when, from the first interrupt on.
    package var lanes: [ActivityLane] { activity.lanes }

    /// What the board's screens show.
    package var pictures: [DevicePicture] { kernel.board.wiring.pictures }

    /// The processes that were started, without the kernel, in order. A host of user-mode drivers is part of the system
    /// for as long as it lives.
    public var processes: [ProcessSummary] {
        kernel.processes.all.filter { !$0.isKernel && ($0.driverHost == nil || !$0.isAlive) }.map {
            ProcessSummary(name: $0.name, id: $0.id, exitCode: $0.exitCode, endedByFault: $0.wasTerminatedByFault)
        }
    }

    /// Whether a process of a name, in any case, lives.
    public func isRunning(_ name: String) -> Bool {
        kernel.processes.living.values.contains { $0.isAlive && $0.name.lowercased() == name.lowercased() }
    }

    /// Drivers whose activation failed, and processes that could not be started.
    public var failedDrivers: [String] { kernel.drivers.failed }
    public var failedProcesses: [String] { kernel.processes.failed }

    package var faults: [FaultReport] { record.faults }
    package var leaks: [Leak] { record.leaks }
    package var refusals: [Refusal] { record.refusals }
    /// How deep the stacks of threads were, when a checker looks.
    package var stackDepths: [StackDepth] { activeCheckers.stackDepths }
    package var findings: [MachineFinding] { activeCheckers.findings }

    /// What is looked for while guests run; to be chosen before they do.
    package var checkers: Set<Checker> {
        get { activeCheckers.chosen }
        set { activeCheckers.chosen = newValue }
    }

    /// What is demanded of every mapping, names resolved; to be given before guests run.
    package var contracts: [MapContract] {
        get { activeCheckers.contracts }
        set { activeCheckers.contracts = newValue }
    }
    package var contractViolations: [MapViolation] { activeCheckers.violations }
    /// How many mappings each of `contracts` was held against, by its position.
    package var heldContracts: [Int: Int] { activeCheckers.heldContracts }

    /// Where a region of config.bib lies in physical memory; nil when there is none of the name, or no row maps it.
    package func physicalRange(ofRegion name: String) -> AddressRange<PhysicalAddress>? {
        let map = kernel.board.staticMap
        return map.map.map.regions.first { $0.name == name }.flatMap(map.physicalRange)
    }

    package var calls: [CallCount] { kernel.calling.trace.made }
    package var mappings: [MappingRecord] { kernel.observers.mappings.records }

    /// A hash over every call of the run, its arguments and its time: equal runs have equal hashes.
    public var traceHash: UInt64 { kernel.calling.trace.hash }

    /// Pages by use now.
    public var ledger: LedgerCounts {
        let pool = kernel.memory.pool
        return LedgerCounts(
            total: pool.total, kernel: pool.counts[Int(PagePurpose.kernel.rawValue)],
            pageTables: pool.counts[Int(PagePurpose.pageTable.rawValue)],
            committed: pool.counts[Int(PagePurpose.committed.rawValue)], shared: pool.shared, free: pool.free)
    }

    /// The highest number of pages in each use, and the lowest number free.
    public var ledgerPeak: LedgerCounts {
        let pool = kernel.memory.pool
        return LedgerCounts(
            total: pool.total, kernel: pool.peaks[Int(PagePurpose.kernel.rawValue)],
            pageTables: pool.peaks[Int(PagePurpose.pageTable.rawValue)],
            committed: pool.peaks[Int(PagePurpose.committed.rawValue)], shared: pool.mostShared,
            free: pool.lowestFree)
    }

    /// Bytes of RAM, or nil where the board has none.
    public func readPhysical(_ address: PhysicalAddress, count: Int) -> [UInt8]? {
        kernel.memory.physical.bytes(at: address, count: count)
    }

    /// Bytes of a process's memory as the kernel sees it; nil when the process is gone or a byte is not mapped.
    public func readVirtual(_ address: VirtualAddress, count: Int, process name: String) -> [UInt8]? {
        guard
            let process = kernel.processes.all.first(where: { $0.name.lowercased() == name.lowercased() && $0.isAlive }
            ),
            count >= 0, count <= GuestView.copyLimit
        else { return nil }
        return try? kernel.view(of: process).bytes(address.rawValue, UInt32(count))
    }
}
