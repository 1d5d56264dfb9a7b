import SavedState

/// A model of the data cache for coherence only: which lines a cached mapping may hold, which it may have changed, and
/// which memory was changed behind it since. It has no capacity and no timing: a line that was touched once may be
/// there until it is discarded, and a line that was changed may be written back at any time or never. Lines are known
/// by physical address, so that all cached mappings of a page see the same.
struct CoherenceModel: SavedPart {
    /// What the cache may have of one line.
    struct Line: Codable, Equatable {
        /// Bytes that memory has newer than the cache.
        var stale: UInt64 = 0
        /// Bytes that the cache has newer than memory.
        var dirty: UInt64 = 0
        /// Whether the cache may hold it.
        var isHeld = false
        /// Who changed the cached bytes first, and when, in instructions.
        var writer: UInt32 = 0
        var written: UInt64 = 0
        /// Who changed memory behind the cache.
        var outsider: UInt32 = 0
        var changed: UInt64 = 0
    }

    /// How an access reaches memory.
    enum Path {
        case writeBack
        case writeThrough
        /// An uncached mapping, or a device.
        case direct
    }

    /// What can be wrong.
    enum Hazard: Int {
        /// The cache holds old bytes, and they were read.
        case staleRead
        /// Memory holds old bytes, and they were read past the cache.
        case unwrittenRead
        /// A flush wrote a line back over what somebody else had put into memory.
        case overwritten
    }

    let lineSize: Int
    let linesPerPage: Int
    private(set) var lines: [Line] = []
    /// Whether no line is held, so that emptying takes nothing.
    private var isEmpty = true

    init(lineSize: Int) {
        self.lineSize = lineSize
        linesPerPage = 4096 / lineSize
    }

    /// Makes room for a frame, or gives it a clean start.
    mutating func reset(frame: Int) {
        let first = frame * linesPerPage
        if first == lines.count {
            lines.append(contentsOf: repeatElement(Line(), count: linesPerPage))
        } else {
            for index in first..<first + linesPerPage { lines[index] = Line() }
        }
    }

    private func mask(_ first: Int, _ count: Int) -> UInt64 {
        count >= 64 ? .max : ((1 << UInt64(count)) - 1) << UInt64(first)
    }

    /// An access to bytes of one page.
    /// - Parameters:
    ///   - offset: in the page.
    ///   - now: gives the instructions since boot, and
    ///   - actor: the one who does it; both are asked when a line changes hands only.
    ///   - hazard: told of a line that is read in the wrong state, before the access changes it.
    @inline(__always)
    mutating func access(
        frame: Int, offset: Int, count: Int, isWrite: Bool, path: Path, now: () -> UInt64, actor: () -> UInt32,
        hazard: (Hazard, Int, Line) -> Void
    ) {
        let size = lineSize
        var next = offset
        let end = offset + count
        while next < end {
            let line = next / size
            let first = next - line * size
            let part = min(size - first, end - next)
            step(
                frame * linesPerPage + line, mask(first, part), isWrite, path, now, actor
            ) { hazard($0, line * size, $1) }
            next += part
        }
    }

    @inline(__always)
    private mutating func step(
        _ index: Int, _ bytes: UInt64, _ isWrite: Bool, _ path: Path, _ now: () -> UInt64, _ actor: () -> UInt32,
        _ hazard: (Hazard, Line) -> Void
    ) {
        switch (path, isWrite) {
        case (.direct, true):
            guard lines[index].isHeld else { return }
            lines[index].stale |= bytes
            lines[index].outsider = actor()
            lines[index].changed = now()
        case (.direct, false):
            // What memory got after the cache did is not missing there.
            guard lines[index].dirty & ~lines[index].stale & bytes != 0 else { return }
            hazard(.unwrittenRead, lines[index])
            lines[index].dirty = 0
        case (_, false):
            if lines[index].stale & bytes != 0 {
                hazard(.staleRead, lines[index])
                lines[index].stale = 0
            }
            lines[index].isHeld = true
            isEmpty = false
        case (.writeThrough, true):
            // Memory and a line that is there get the bytes alike.
            lines[index].stale &= ~bytes
        case (.writeBack, true):
            lines[index].isHeld = true
            isEmpty = false
            lines[index].stale &= ~bytes
            if lines[index].dirty == 0 {
                lines[index].writer = actor()
                lines[index].written = now()
            }
            lines[index].dirty |= bytes
        }
    }

    /// Of 64 bytes of a page: those that cached accesses have shown already. A write of others changes hands or state.
    func quietBytes(frame: Int, word: Int) -> QuietBytes {
        var quiet = QuietBytes.none
        let first = frame * linesPerPage + word * 64 / lineSize
        for part in 0..<64 / lineSize where lines[first + part].isHeld && lines[first + part].stale == 0 {
            quiet.reads |= mask(part * lineSize, lineSize)
            if lines[first + part].dirty != 0 { quiet.writes |= mask(part * lineSize, lineSize) }
        }
        return quiet
    }

    /// The same for accesses past the cache: what the cache has not changed, and lines that it does not hold.
    func quietBytesPastCache(frame: Int, word: Int) -> QuietBytes {
        var quiet = QuietBytes.none
        let first = frame * linesPerPage + word * 64 / lineSize
        for part in 0..<64 / lineSize {
            let line = lines[first + part]
            quiet.reads |= (~(line.dirty & ~line.stale) & mask(0, lineSize)) << UInt64(part * lineSize)
            if !line.isHeld && line.dirty == 0 { quiet.writes |= mask(part * lineSize, lineSize) }
        }
        return quiet
    }

    /// Bytes among 64 of a page were written in lines that the cache had changed already.
    mutating func wrote(frame: Int, word: Int, bytes: UInt64) {
        let first = frame * linesPerPage + word * 64 / lineSize
        for part in 0..<64 / lineSize {
            lines[first + part].dirty |= bytes >> UInt64(part * lineSize) & mask(0, lineSize)
        }
    }

    /// CacheRangeFlush on bytes of one page: whole lines are written back, and forgotten when they are to be discarded.
    mutating func flush(
        frame: Int, offset: Int, count: Int, discards: Bool, hazard: (Hazard, Int, Line) -> Void
    ) {
        guard count > 0 else { return }
        for line in offset / lineSize...(offset + count - 1) / lineSize {
            let index = frame * linesPerPage + line
            if lines[index].dirty != 0, lines[index].stale != 0 {
                hazard(.overwritten, line * lineSize, lines[index])
                lines[index].stale = 0
            }
            lines[index].dirty = 0
            if discards {
                lines[index].stale = 0
                lines[index].isHeld = false
            }
        }
    }

    /// Empties the cache as the kernel does by itself.
    mutating func empty() {
        guard !isEmpty else { return }
        isEmpty = true
        for index in lines.indices where lines[index].isHeld || lines[index].dirty != 0 { lines[index] = Line() }
    }

    /// Takes every line of a frame for changed in the cache: nothing is known of what was done before.
    mutating func assumeDirty(frame: Int, offset: Int, count: Int, writer: UInt32, now: UInt64) {
        guard count > 0 else { return }
        for line in offset / lineSize...(offset + count - 1) / lineSize {
            let index = frame * linesPerPage + line
            guard !lines[index].isHeld else { continue }
            lines[index].isHeld = true
            isEmpty = false
            lines[index].dirty = .max
            lines[index].writer = writer
            lines[index].written = now
        }
    }

    // MARK: Saving

    static let hostProperties: Set<String> = ["lineSize", "linesPerPage"]

    /// Most lines are in no state worth a word.
    private struct SavedLines: Codable {
        var count: Int
        var lines: [Int: Line]
    }

    mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&lines) { lines in
            let touched = lines.enumerated().filter { $0.element != Line() }
            return SavedLines(
                count: lines.count, lines: Dictionary(uniqueKeysWithValues: touched.map { ($0.offset, $0.element) }))
        } from: { saved in
            guard (0...SharedFrames.capacity * linesPerPage).contains(saved.count) else {
                throw StateError.malformed("the lines of the cache")
            }
            var lines = [Line](repeating: Line(), count: saved.count)
            for (index, line) in saved.lines where lines.indices.contains(index) { lines[index] = line }
            return lines
        }
        try state.carry(&isEmpty)
    }
}
