import CEKernel
internal import CEMachine
import GuestAddress

/// One mapping of a size, or several where one process cannot hold it, or where one is too quick to be timed.
final class MappingParts {
    struct Part {
        let process: Process
        let size: UInt64
        let offset: UInt64
        var address: UInt32 = 0
    }

    let bench: BenchMachine
    private(set) var parts: [Part] = []
    /// How many times the whole size is mapped.
    let copies: Int

    /// Mappings of less than this are made several at a time.
    private static let timedBytes: UInt64 = 1 << 20
    private static let mostCopies: UInt64 = 64

    init(_ bench: BenchMachine, size: UInt64) throws {
        self.bench = bench
        copies = Int(min(max(Self.timedBytes / size, 1), Self.mostCopies))
        for _ in 0..<copies {
            for (index, offset) in stride(from: 0, to: size, by: Int(BenchMachine.processLimit)).enumerated() {
                while bench.processes.count <= index { _ = try bench.addProcess() }
                parts.append(
                    Part(
                        process: bench.processes[index], size: min(size - offset, BenchMachine.processLimit),
                        offset: offset))
            }
        }
    }

    func reserve() throws {
        for index in parts.indices {
            parts[index].address = try bench.reserve(parts[index].size, in: parts[index].process)
        }
    }

    func map(_ protection: UInt32) throws {
        for part in parts {
            try bench.map(part.address, size: part.size, offset: part.offset, protection, in: part.process)
        }
    }

    func release() throws { for part in parts { try bench.release(part.address, in: part.process) } }

    /// Loads the first word of every page.
    /// - Returns: the sum over one copy.
    func touch() throws -> UInt32 {
        var sum: UInt32 = 0
        for part in parts {
            sum &+= try bench.run(
                .touchPages, part.address, count: GuestPage.count(holding: part.size), in: part.process)
        }
        return sum
    }

    /// Loads the first and the last page of every part and compares with the pattern.
    func checkEnds() throws {
        for part in parts {
            for offset in [0, part.size - GuestPage.size] {
                let place = part.offset + offset
                guard place < Pattern.denseBytes || place % (1 << 20) == 0 else { continue }
                let found = try bench.run(
                    .touchPages, part.address &+ UInt32(offset), count: 1, in: part.process)
                guard found == Pattern.word(at: place) else {
                    throw BenchError("the guest read \(found) at offset \(place) of the mapping")
                }
            }
        }
    }
}
