import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// A cache with contents: every write puts a new number into bytes of memory or of a line, so that an old byte shows.
private struct NumberedCache {
    let lineSize: Int
    var memory = [Int](repeating: 0, count: 4096)
    var latest = [Int](repeating: 0, count: 4096)
    var lines: [Int: [Int]] = [:]
    var dirty: [Int: Set<Int>] = [:]
    private var number = 0

    init(lineSize: Int) { self.lineSize = lineSize }

    /// Whether a read got anything but the newest bytes.
    mutating func access(_ range: Range<Int>, isWrite: Bool, isCached: Bool) -> Bool {
        if isWrite { number += 1 }
        var isOld = false
        for byte in range {
            let line = byte / lineSize
            if isCached, lines[line] == nil { lines[line] = Array(memory[line * lineSize..<(line + 1) * lineSize]) }
            switch (isCached, isWrite) {
            case (true, true):
                lines[line]?[byte % lineSize] = number
                dirty[line, default: []].insert(byte)
            case (true, false): isOld = isOld || lines[line]?[byte % lineSize] != latest[byte]
            case (false, true): memory[byte] = number
            case (false, false): isOld = isOld || memory[byte] != latest[byte]
            }
            if isWrite { latest[byte] = number }
        }
        return isOld
    }

    /// Whether bytes that are not the newest went over newer ones: the line was changed and memory too.
    mutating func flush(_ range: Range<Int>, discards: Bool) -> Bool {
        var destroys = false
        for line in range.lowerBound / lineSize...(range.upperBound - 1) / lineSize {
            guard let held = lines[line] else { continue }
            if dirty[line] != nil {
                for offset in 0..<lineSize {
                    let byte = line * lineSize + offset
                    if held[offset] != latest[byte], memory[byte] == latest[byte] { destroys = true }
                    memory[byte] = held[offset]
                }
                dirty[line] = nil
            }
            if discards { lines[line] = nil }
        }
        return destroys
    }
}

@Suite struct CoherenceModelTests {
    /// Up to the first hazard the two must agree at every step: afterwards the model has told it once and goes on as if
    /// it were repaired.
    @Test(arguments: [16, 32, 64], [1, 2, 3, 4, 5] as [UInt64])
    func `hazards are what a cache with contents shows`(lineSize: Int, seed: UInt64) {
        var random = RandomSource(seed: seed)
        var hazards = 0
        for _ in 0..<2_000 {
            var model = CoherenceModel(lineSize: lineSize)
            model.reset(frame: 0)
            var cache = NumberedCache(lineSize: lineSize)
            for step in 0..<30 {
                let start = random.below(4 * lineSize)
                let range = start..<start + 1 + random.below(2 * lineSize)
                let isFlush = random.below(5) == 0
                let isWrite = random.below(2) == 0
                let isCached = random.below(2) == 0
                var told = 0
                let expected: Bool
                if isFlush {
                    model.flush(frame: 0, offset: start, count: range.count, discards: isWrite) { hazard, _, _ in
                        #expect(hazard == .overwritten)
                        told += 1
                    }
                    expected = cache.flush(range, discards: isWrite)
                } else {
                    model.access(
                        frame: 0, offset: start, count: range.count, isWrite: isWrite,
                        path: isCached ? .writeBack : .direct, now: { UInt64(step) }, actor: { 1 },
                        hazard: { hazard, _, _ in
                            #expect(hazard == (isCached ? .staleRead : .unwrittenRead))
                            told += 1
                        })
                    expected = cache.access(range, isWrite: isWrite, isCached: isCached)
                }
                #expect((told > 0) == expected)
                if expected {
                    hazards += 1
                    break
                }
            }
        }
        // The walk is of no use unless most of them end in one.
        #expect(hazards > 1_500)
    }

    @Test func `lines that somebody else's changes do not touch are no hazard`() {
        var model = CoherenceModel(lineSize: 32)
        model.reset(frame: 0)
        var told: [Int] = []
        func go(_ offset: Int, _ isWrite: Bool, _ path: CoherenceModel.Path) {
            model.access(
                frame: 0, offset: offset, count: 4, isWrite: isWrite, path: path, now: { 0 }, actor: { 1 },
                hazard: { _, line, _ in told.append(line) })
        }
        go(0x40, false, .writeBack)
        go(0x44, true, .direct)
        // Other bytes of the same line are as they were.
        go(0x40, false, .writeBack)
        #expect(told.isEmpty)
        go(0x44, false, .writeBack)
        #expect(told == [0x40])
    }

    @Test func `write-through lines are never dirty`() {
        var model = CoherenceModel(lineSize: 32)
        model.reset(frame: 0)
        for isWrite in [true, false] {
            model.access(
                frame: 0, offset: 8, count: 4, isWrite: isWrite, path: isWrite ? .writeThrough : .direct, now: { 0 },
                actor: { 1 }, hazard: { _, _, _ in Issue.record("no hazard") })
        }
    }
}

@Suite struct InitialisedBytesTests {
    @Test func `the first byte that nobody wrote is found`() {
        var bytes = InitialisedBytes()
        bytes.reset(frame: 0, initialised: false)
        bytes.reset(frame: 1, initialised: true)
        #expect(bytes.firstMissing(frame: 0, offset: 0, count: 4096) == 0)
        #expect(bytes.firstMissing(frame: 1, offset: 0, count: 4096) == nil)
        bytes.set(frame: 0, offset: 60, count: 70)
        #expect(bytes.firstMissing(frame: 0, offset: 60, count: 70) == nil)
        #expect(bytes.firstMissing(frame: 0, offset: 60, count: 71) == 130)
        #expect(bytes.firstMissing(frame: 0, offset: 59, count: 3) == 59)
        bytes.set(frame: 0, offset: 0, count: 4096)
        #expect(bytes.firstMissing(frame: 0, offset: 0, count: 4096) == nil)
    }
}
