internal import ARMCore
import ARMMMU
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let staleData = Checker(
        id: "CE0810", name: "stale-data", title: "stale data: memory and a cache line that disagree",
        explanation:
            "Of each cache line of memory that is reached both through a cached mapping and past the cache (by an "
            + "uncached mapping or a device) the machine keeps what the cache may hold. Three things are told, with "
            + "the line and both sides: a cached read of a line whose memory somebody has changed since the line was "
            + "read; a read past the cache of bytes that were written cached and not written back since; and a flush "
            + "that writes a changed line back over what a device or an uncached mapping has put into memory. Lines "
            + "are as long as the core's, known by physical address, and count as held from the first touch until "
            + "they are discarded. CacheRangeFlush with CACHE_SYNC_DISCARD writes back and discards, with "
            + "CACHE_SYNC_WRITEBACK writes back; an address and a size of 0 mean the whole cache, as CacheSync does; "
            + "the L2 flags alone leave the first level as it is. Pages that LockPages names count as changed in the "
            + "cache before. On cores before ARMv6 a process switch empties the cache. VirtualFree does not. Pages of "
            + "the kernel's pool are looked at once AllocPhysMem, LockPages, a device or a mapping with other "
            + "attributes has made them known to somebody else. Where CE0804 has found one range with two kinds of "
            + "attributes, its stale lines are told as part of that.",
        example: Example(
            bad: """
                StartTransferTo(physical, size);
                WaitForTransfer();
                first = buffer[0];
                """,
            good: """
                CacheRangeFlush(buffer, size, CACHE_SYNC_DISCARD);
                StartTransferTo(physical, size);
                WaitForTransfer();
                CacheRangeFlush(buffer, size, CACHE_SYNC_DISCARD);
                first = buffer[0];
                """),
        make: { StaleDataChecker($0) })
}

/// Models what the data cache may hold of shared memory, and reports reads and flushes of old bytes.
final class StaleDataChecker: AccessChecker {
    /// Who notices a hazard.
    private enum Side {
        /// An access by the CPU at a virtual address.
        case cpu(UInt32)
        case device(String)
        /// The call that flushes.
        case flush
    }

    private var coherence: CoherenceModel
    /// Bytes of a cache line.
    private let lineSize: Int

    init(_ setup: CheckerSetup) {
        lineSize = setup.kernel.engine.cpu.cacheLine
        coherence = CoherenceModel(lineSize: lineSize)
        super.init(.staleData, setup, [.spaces, .cacheFlushes])
        watcher.tellPages(to: self)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .spaceLoaded:
            watcher.settle()
            if kernel.engine.cpu.hasVirtualCache { coherence.empty() }
        case .cacheFlushed(let flush): flushed(flush)
        default: break
        }
    }

    // MARK: Accesses

    override func taken(frame: Int, isInitialised: Bool) { coherence.reset(frame: frame) }

    override func freed(frame: Int) { coherence.reset(frame: frame) }

    override func exposed(frame: Int, _ offset: Int, _ count: Int, mayBeCached: Bool) {
        guard mayBeCached else { return }
        coherence.assumeDirty(
            frame: frame, offset: offset, count: count, writer: watcher.actors.number(of: .beforeLock),
            now: kernel.engine.instructions)
    }

    override func touched(_ page: PageFacts, _ address: UInt32, _ count: Int, isWrite: Bool) {
        let frame = Int(page.frame)
        let path: CoherenceModel.Path =
            switch page.policy {
            case .uncached: .direct
            case .writeThrough: .writeThrough
            case .writeBack: .writeBack
            }
        coherence.access(
            frame: frame, offset: Int(address & 0xFFF), count: count, isWrite: isWrite, path: path,
            now: { kernel.engine.instructions }, actor: { watcher.actor(address, isWrite) },
            hazard: { report($0, frame, $1, $2, by: .cpu(address)) })
    }

    override func quietBytes(_ page: PageFacts, _ word: Int) -> QuietBytes {
        guard page.policy != .uncached else {
            return coherence.quietBytesPastCache(frame: Int(page.frame), word: word)
        }
        var quiet = coherence.quietBytes(frame: Int(page.frame), word: word)
        if page.policy == .writeThrough { quiet.writes = 0 }
        return quiet
    }

    override func wrote(_ page: PageFacts, _ word: Int, _ bytes: UInt64) {
        // Past the cache only lines that it does not hold are quiet, and memory alone has the bytes.
        if page.policy != .uncached { coherence.wrote(frame: Int(page.frame), word: word, bytes: bytes) }
    }

    override func transferred(_ device: String, frame: Int, _ offset: Int, _ count: Int, isWrite: Bool) {
        let number = watcher.actors.number(of: .device(device))
        coherence.access(
            frame: frame, offset: offset, count: count, isWrite: isWrite, path: .direct,
            now: { kernel.engine.instructions }, actor: { number },
            hazard: { report($0, frame, $1, $2, by: .device(device)) })
    }

    // MARK: Flushes

    private func flushed(_ call: CacheFlush) {
        watcher.settle()
        // The flags of the second level alone leave the first level as it is.
        let discards = call.flags & CacheFlags.discard != 0
        guard discards || call.flags & CacheFlags.writeBack != 0 else { return }
        if call.address == 0, call.size == 0 {
            for frame in watcher.frames.pages.indices { flush(frame, 0, 4096, discards) }
            return
        }
        var next = UInt64(call.address)
        let end = min(next + UInt64(call.size), 0x1_0000_0000)
        while next < end {
            let part = min(end - next, 4096 - next & 0xFFF)
            let virtual = VirtualAddress(UInt32(truncatingIfNeeded: next))
            let walk = call.view.walker.walk(virtual, in: call.view.memory)
            if let physical = walk.translation?.physical.rawValue, let frame = watcher.frames.known(physical & ~0xFFF) {
                flush(frame, Int(physical & 0xFFF), Int(part), discards)
            }
            next += part
        }
    }

    private func flush(_ frame: Int, _ offset: Int, _ count: Int, _ discards: Bool) {
        coherence.flush(frame: frame, offset: offset, count: count, discards: discards) { hazard, line, state in
            report(hazard, frame, line, state, by: .flush)
        }
    }

    // MARK: Reports

    private func ago(_ instructions: UInt64) -> String {
        "\(kernel.engine.instructions &- instructions) instructions ago"
    }

    /// - Parameters:
    ///   - line: the offset of the line in its page.
    ///   - state: as it was before.
    private func report(
        _ hazard: CoherenceModel.Hazard, _ frame: Int, _ line: Int, _ state: CoherenceModel.Line, by side: Side
    ) {
        let actor: Actor
        var position = ""
        switch side {
        case .cpu(let address):
            actor = watcher.current(address, false)
            position = " at " + watcher.owner(of: address)
        case .device(let name): actor = .device(name)
        case .flush: actor = watcher.current(0, true)
        }
        let other = hazard == .unwrittenRead ? state.writer : state.outsider
        guard watcher.isNews(hazard.rawValue, of: self, at: actor, other) else { return }
        let page = PhysicalAddress(watcher.frames.pages[frame])
        let range = AddressRange(base: page.wrappingAdding(UInt32(line)), clampedSize: UInt64(lineSize))
        // Of memory that is mapped with two kinds of attributes the mapping is the mistake.
        if attach(consequence(hazard, actor, range), over: range) { return }
        let writer = watcher.describe(watcher.actors[state.writer], at: state.written)
        let outsider = watcher.describe(watcher.actors[state.outsider], at: state.changed)
        switch hazard {
        case .staleRead:
            emit(
                .error, actor,
                "the cached read\(position) gets what the cache line \(range) of page \(page) held before "
                    + "\(outsider) wrote to memory, \(ago(state.changed)), past the cache; nothing has discarded the line since",
                hint:
                    "CacheRangeFlush(address, size, CACHE_SYNC_DISCARD) after the write and before this read; "
                    + "where memory is written by a device, before the transfer too")
        case .unwrittenRead:
            emit(
                .error, actor,
                "the read past the cache\(position) gets old bytes: \(writer) wrote to the cache line \(range) of page "
                    + "\(page), \(ago(state.written)), and nothing has written the line back since",
                hint:
                    "CacheRangeFlush(address, size, CACHE_SYNC_WRITEBACK) on the cached address after the write "
                    + "and before this read")
        case .overwritten:
            emit(
                .error, actor,
                "the flush writes the cache line \(range) of page \(page) back, which \(writer) changed "
                    + "\(ago(state.written)), over what \(outsider) wrote to memory, \(ago(state.changed))",
                hint:
                    "CacheRangeFlush(address, size, CACHE_SYNC_DISCARD) before the other side begins to write; a "
                    + "buffer shared with it begins and ends on a cache line of \(lineSize) bytes")
        }
    }

    private func consequence(
        _ hazard: CoherenceModel.Hazard, _ actor: Actor, _ line: AddressRange<PhysicalAddress>
    ) -> String {
        let place = watcher.describe(actor, at: kernel.engine.instructions)
        return switch hazard {
        case .staleRead: "\(place) reads an old cache line of it, \(line) (CE0810)"
        case .unwrittenRead: "\(place) reads memory that a cache line has not been written back to, \(line) (CE0810)"
        case .overwritten: "\(place) writes an old cache line back over it, \(line) (CE0810)"
        }
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(part: &coherence)
        guard coherence.lines.count == watcher.frames.pages.count * coherence.linesPerPage else {
            throw StateError.malformed("the lines of the cache")
        }
    }
}
