import CEKernel
import CEMemory
import SavedState
import Unicorn

/// Saving what is known of the memory that several parties reach.
extension AccessWatcher: SavedPart {
    /// Who listens, and what is looked up again when it is asked for.
    static let hostProperties: Set<String> = [
        "kernel", "memory", "locator", "loaded", "rangeListeners", "pageListeners", "kernelBlocks", "nothing", "pages",
        "openSlots", "slotOfFrame", "openMode", "isTakingBack", "quiet",
    ]

    func carry(_ state: StateCarrier) throws {
        settle()
        try state.carry(&frames)
        try state.carry(&actors)
        try state.carry(&reported)
        try state.carry(&asked)
        try state.carry(
            &call, as: { $0.map { SavedCall(index: $0.index, returnAddress: $0.returnAddress) } },
            from: { $0.map { ($0.index, $0.returnAddress) } })
        try state.carry(&isPrivileged)
        try carryBlocks(state)
        let functions = kernel.calling.table.calls.indices
        guard frames.isSound, call.map({ functions.contains($0.index) }) ?? true,
            actors.all.allSatisfy({ if case .call(let index, _, _) = $0 { functions.contains(index) } else { true } })
        else { throw StateError.malformed("the pages that are watched") }
    }

    private struct SavedCall: Codable {
        var index: Int
        var returnAddress: UInt32
    }

    /// Which blocks are watched, in the kernel's half and in those of processes by number.
    private func carryBlocks(_ state: StateCarrier) throws {
        var kernelReasons = state.isReading ? [] : reasons(kernelBlocks)
        try state.carry(derived: &kernelReasons)
        var others: [UInt16: [UInt16]] = [:]
        for process in kernel.processes.all where !state.isReading && !process.isKernel {
            others[process.number] = process.space.watched.map(reasons)
        }
        try state.carry(derived: &others)
        guard state.isReading else { return }
        try set(kernelBlocks, kernelReasons)
        for (number, reasons) in others {
            guard Int(number) < kernel.processes.all.count else { throw StateError.malformed("a watched process") }
            let blocks = WatchedBlocks()
            try set(blocks, reasons)
            kernel.processes.all[Int(number)].space.watched = blocks
        }
        enter(kernel.processes.loaded ?? kernel.processes.nk)
    }

    private func reasons(_ blocks: WatchedBlocks) -> [UInt16] { (0..<WatchedBlocks.count).map { UInt16(blocks[$0]) } }

    private func set(_ blocks: WatchedBlocks, _ reasons: [UInt16]) throws {
        guard reasons.count == WatchedBlocks.count else { throw StateError.malformed("the blocks that are watched") }
        for (block, reason) in reasons.enumerated() { blocks[block] = UInt8(truncatingIfNeeded: reason) }
    }
}
