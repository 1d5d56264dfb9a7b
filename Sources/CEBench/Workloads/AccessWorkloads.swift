import CEKernel
internal import CEMachine
import CEMemory
internal import GuestAddress

/// What using a mapping costs the guest.
let accessWorkloads: [Workload] = [
    Workload("first-touch", "the guest loads one word of every page, none of them in the TLB", sizes: .upTo(256 << 20))
    {
        context, size in
        let bench = try context.machine(for: size)
        let parts = try MappingParts(bench, size: size)
        let plain = try PlainCore(bench, hasClock: true)
        let single = Pattern.pageSum(size: size)
        let expected = single &* UInt32(truncatingIfNeeded: parts.copies)
        var sum: UInt32 = 0
        let probe = Probe(
            "first-touch", operations: parts.copies,
            prepare: {
                try parts.reserve()
                try parts.map(Protection.readWrite)
                try bench.kernel.refreshTranslations()
            }, run: { sum = try parts.touch() },
            finish: {
                guard sum == expected else { throw BenchError("first-touch: the guest read something else") }
                try parts.release()
            })
        let baseline = Probe(
            "no-mmu",
            run: {
                guard try plain.run(.touchPages, count: GuestPage.count(holding: size)) == single else {
                    throw BenchError("first-touch without MMU: the guest read something else")
                }
            })
        var probes = [probe, baseline]
        if let other = context.otherEmulator(size) { probes.append(other.probe(.pages, \.loading)) }
        return [try context.measure("first-touch", size: size, probes, counting: bench.kernel)]
    },
    Workload("read", "the guest adds up all words of the mapping", sizes: .upTo(32 << 20)) { context, size in
        let bench = try context.machine(for: size)
        let expected = Pattern.sum(size: size)
        let mapping = try StandingMapping(bench, size: size, offset: 0)
        func checked(_ sum: UInt32) throws {
            guard sum == expected else { throw BenchError("read: the guest read \(sum), not \(expected)") }
        }
        let plain = try PlainCore(bench, hasClock: true)
        let unclocked = try PlainCore(bench, hasClock: false)
        let blocks = size / 32
        var probes = [
            Probe("read", run: { try checked(try mapping.run(.readBlocks)) }),
            Probe("no-mmu", run: { try checked(try plain.run(.readBlocks, count: blocks)) }),
            Probe("no-mmu-no-clock", run: { try checked(try unclocked.run(.readBlocks, count: blocks)) }),
            try Baselines.memcpy(size),
        ]
        if let other = context.otherEmulator(size) { probes.append(other.probe(.allWords, \.loading)) }
        return [try context.measure("read", size: size, probes, counting: bench.kernel)]
    },
    Workload("write", "the guest stores all words of the mapping", sizes: .upTo(1 << 20)) { context, size in
        // Behind the pattern, which other workloads on the same machine would miss.
        let bench = try context.machine(for: size, atLeast: size * 2)
        let mapping = try StandingMapping(bench, size: size, offset: size)
        let plain = try PlainCore(bench, hasClock: true)
        let unclocked = try PlainCore(bench, hasClock: false)
        let blocks = size / 32
        let check: () throws -> Void = {
            guard mapping.holdsStoredBlocks() else { throw BenchError("write: memory holds something else") }
        }
        return [
            try context.measure(
                "write", size: size,
                [
                    Probe("write", prepare: mapping.erase, run: { try mapping.run(.writeBlocks) }, finish: check),
                    Probe(
                        "no-mmu", prepare: mapping.erase,
                        run: { try plain.run(.writeBlocks, offset: size, count: blocks) }, finish: check),
                    Probe(
                        "no-mmu-no-clock", prepare: mapping.erase,
                        run: { try unclocked.run(.writeBlocks, offset: size, count: blocks) }, finish: check),
                    try Baselines.memcpy(size),
                ], counting: bench.kernel)
        ]
    },
]

/// A mapping of a part of the buffer that stays, in as many processes as it takes.
private final class StandingMapping {
    private let bench: BenchMachine
    private let size: UInt64
    private let offset: UInt64
    private let address: UInt32

    init(_ bench: BenchMachine, size: UInt64, offset: UInt64) throws {
        guard size <= BenchMachine.processLimit else {
            throw BenchError("reads and writes of one process reach \(BenchMachine.processLimit >> 20) MB")
        }
        self.bench = bench
        self.size = size
        self.offset = offset
        address = try bench.reserve(size, in: bench.process)
        try bench.map(address, size: size, offset: offset, Protection.readWrite, in: bench.process)
    }

    @discardableResult
    func run(_ program: GuestCode) throws -> UInt32 { try bench.run(program, address, count: size / 32) }

    private static let checkedStep = GuestPage.size

    /// Sets the words that are checked to zero.
    func erase() {
        for place in stride(from: offset, to: offset + size, by: Int(Self.checkedStep)) { set(0, place) }
        set(0, offset + size - 4)
    }

    func holdsStoredBlocks() -> Bool {
        for place in stride(from: offset, to: offset + size, by: Int(Self.checkedStep))
        where word(place) != BenchMachine.stored(3) {
            return false
        }
        return word(offset + size - 4) == BenchMachine.stored(10)
    }

    private func set(_ value: UInt32, _ place: UInt64) {
        _ = bench.kernel.memory.physical.setWord(
            value, at: bench.buffer.base.wrappingAdding(UInt32(truncatingIfNeeded: place)))
    }

    private func word(_ place: UInt64) -> UInt32? {
        bench.kernel.memory.physical.word(
            at: bench.buffer.base.wrappingAdding(UInt32(truncatingIfNeeded: place)))
    }
}
