import ARMCore
internal import CEMachine
internal import GuestAddress
internal import HostSystem
internal import Unicorn

/// What workloads are compared to. Each is measured in turn with its workload.
enum Baselines {
    /// The page-table words of a mapping: one a page, and one a megabyte on the first level.
    private static func words(_ size: UInt64) -> Int { Int(GuestPage.count(holding: size) + (size + 0xF_FFFF) >> 20) }

    /// Small mappings are too quick to be timed one by one.
    private static func repetitions(_ size: UInt64) -> Int { Int(min(max((1 << 20) / size, 1), 64)) }

    /// A plain store loop of the same descriptor words: no mapping over page tables can be cheaper. The words were
    /// cleared before, as those of the mapping were when the one before it was released.
    static func floor(_ size: UInt64) throws -> Probe {
        let words = try DescriptorWords(words(size), repetitions(size))
        return Probe("floor", operations: words.repetitions, prepare: words.clear, run: words.store)
    }

    /// A plain loop that clears the same words.
    static func clearFloor(_ size: UInt64) throws -> Probe {
        let words = try DescriptorWords(words(size), repetitions(size))
        return Probe("floor", operations: words.repetitions, prepare: words.store, run: words.clear)
    }

    /// The host's memcpy of the same bytes.
    static func memcpy(_ size: UInt64) throws -> Probe {
        let bytes = Int(size)
        let source = try GuestRAM(size: bytes)
        let target = try GuestRAM(size: bytes)
        _ = source.fill(at: 0, count: bytes, with: 0x5A)
        return Probe("memcpy", run: { _ = target.copy(to: 0, from: source, at: 0, count: bytes) })
    }

    /// The operating system's price for mapping as many pages that exist already.
    static func mmap(_ size: UInt64) throws -> Probe {
        let mapping = try PopulatedMapping(size: Int(size))
        return Probe("mmap", run: { try mapping.map() }, finish: { mapping.unmap() })
    }

    /// The operating system's price for unmapping them.
    static func munmap(_ size: UInt64) throws -> Probe {
        let mapping = try PopulatedMapping(size: Int(size))
        return Probe("mmap", prepare: { try mapping.map() }, run: { mapping.unmap() })
    }

    /// uc_mem_map_ptr of the same bytes.
    static func engineMap(_ size: UInt64) throws -> Probe {
        let raw = try RawRegions(size)
        return Probe("unicorn", run: raw.map, finish: raw.unmap)
    }

    /// uc_mem_unmap of the same bytes.
    static func engineUnmap(_ size: UInt64) throws -> Probe {
        let raw = try RawRegions(size)
        return Probe("unicorn", prepare: raw.map, run: raw.unmap)
    }
}

/// As many words as a mapping has descriptors, in memory of the kind that page tables are in.
private final class DescriptorWords {
    let repetitions: Int
    private let count: Int
    private let ram: GuestRAM

    init(_ count: Int, _ repetitions: Int) throws {
        self.count = count
        self.repetitions = repetitions
        ram = try GuestRAM(size: Int(GuestPage.count(holding: UInt64(count * 4)) * GuestPage.size))
    }

    func store() {
        for _ in 0..<repetitions {
            _ = ram.withWords(at: 0, count: count) { words in
                var word: UInt32 = 0x8000_0C3E
                for index in 0..<words.count {
                    words[index] = word
                    word &+= UInt32(GuestPage.size)
                }
            }
        }
    }

    func clear() {
        for _ in 0..<repetitions {
            _ = ram.withWords(at: 0, count: count) { words in
                for index in 0..<words.count { words[index] = 0 }
            }
        }
    }
}

/// An engine of its own, as full and as used as a machine's, in which a region comes and goes.
private final class RawRegions {
    private let engine: Engine
    private let ram: GuestRAM
    private static let base = PhysicalAddress(0x1000_0000)
    /// Banks, devices and the holes between them: what a board takes.
    private static let otherRegions: UInt32 = 16

    init(_ size: UInt64) throws {
        engine = try Engine(cpu: .cortexA8)
        ram = try GuestRAM(size: Int(size))
        for index in 0..<Self.otherRegions {
            try engine.map(GuestRAM(size: Int(GuestPage.size)), at: PhysicalAddress(0x8000_0000 &+ index &* 0x10_0000))
        }
        try engine.writeCode(GuestCode.page.span, at: PhysicalAddress(0x8000_0000))
        let end = 0x8000_0FF0 as UInt32
        engine.setRegister(14, end)
        _ = try engine.run(from: 0x8000_0000 &+ GuestCode.nothing.offset, end: end)
    }

    func map() throws { try engine.mapPart(of: ram, from: 0, count: ram.size, at: Self.base) }
    func unmap() throws { try engine.unmapPart(at: Self.base, count: ram.size) }
}
