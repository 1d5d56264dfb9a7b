import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// A heap's book-keeping behind a reference, since an expectation cannot change a value.
private final class TestHeap {
    var blocks = HeapBlocks()

    func add(_ address: UInt32, _ size: UInt32) { blocks.add(address, size) }
    func allocate(_ size: UInt32) -> UInt32? { blocks.allocate(size) }
    func free(_ address: UInt32) -> Bool { blocks.free(address) }
    func resize(_ address: UInt32, to size: UInt32) -> Bool { blocks.resize(address, to: size) }
    func size(of address: UInt32) -> UInt32? { blocks.size(of: address) }
}

@Suite struct HeapBlocksTests {
    /// xorshift: the same sequence in every run.
    struct Generator {
        var state: UInt64

        mutating func next(below limit: UInt32) -> UInt32 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt32(truncatingIfNeeded: state >> 20) % limit
        }
    }

    @Test func `a block has the size that was asked for and an address on the granule`() {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        #expect(heap.allocate(1) == 0x1_0000)
        #expect(heap.allocate(17) == 0x1_0010)
        #expect(heap.allocate(0) == 0x1_0030)
        #expect(heap.size(of: 0x1_0000) == 1)
        #expect(heap.size(of: 0x1_0010) == 17)
        #expect(heap.size(of: 0x1_0030) == 0)
        #expect(heap.blocks.allocatedBytes == 64)
        #expect(heap.blocks.freeBytes == 0x1000 - 64)
    }

    @Test func `freeing twice, inside a block or elsewhere is refused`() {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        #expect(heap.allocate(100) == 0x1_0000)
        #expect(!heap.free(0x1_0010))
        #expect(!heap.free(0x2_0000))
        #expect(heap.free(0x1_0000))
        #expect(!heap.free(0x1_0000))
        #expect(heap.size(of: 0x1_0000) == nil)
    }

    @Test func `free neighbours join, so that all of the memory can be one block again`() {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        let blocks = (0..<16).compactMap { _ in heap.allocate(256) }
        #expect(blocks.count == 16)
        #expect(heap.allocate(1) == nil)
        for index in [0, 2, 4, 6, 8, 10, 12, 14, 15, 13, 11, 9, 7, 5, 3, 1] { #expect(heap.free(blocks[index])) }
        #expect(heap.allocate(0x1000) == 0x1_0000)
    }

    @Test func `a region that continues another joins its last block`() {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        heap.add(0x1_1000, 0x1000)
        #expect(heap.allocate(0x2000) == 0x1_0000)
        #expect(heap.allocate(1) == nil)
        heap.add(0x1_2000, 0x100)
        heap.add(0x8_0000, 0x100)
        #expect(heap.allocate(0x100) == 0x8_0000)
        #expect(heap.allocate(0x100) == 0x1_2000)
    }

    @Test func `a block is resized within its room only`() {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        #expect(heap.allocate(20) == 0x1_0000)
        #expect(heap.resize(0x1_0000, to: 32))
        #expect(heap.size(of: 0x1_0000) == 32)
        #expect(!heap.resize(0x1_0000, to: 33))
        #expect(heap.size(of: 0x1_0000) == 32)
        #expect(!heap.resize(0x1_0010, to: 1))
    }

    @Test(arguments: [0x7FFF_FFF1, 0x8000_0000, UInt32.max]) func `sizes beyond 2 GB are refused`(_ size: UInt32) {
        let heap = TestHeap()
        heap.add(0x1_0000, 0x1000)
        #expect(heap.allocate(size) == nil)
        #expect(HeapBlocks.rounded(size) == nil)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `blocks never overlap and nothing is lost, whatever the order`(_ seed: UInt64) {
        var random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15)
        let heap = TestHeap()
        /// The allocated blocks and the sizes they were asked for with.
        var model: [(address: UInt32, size: UInt32)] = []
        var regionBytes: UInt64 = 0
        for region: UInt32 in 0..<4 {
            heap.add(0x10_0000 + region * 0x2_0000, 0x1_0000)
            regionBytes += 0x1_0000
        }
        for step: UInt32 in 0..<5000 {
            if random.next(below: 100) < 55 {
                let size = random.next(below: random.next(below: 8) == 0 ? 9000 : 300)
                if let address = heap.allocate(size) {
                    model.append((address, size))
                } else if step % 100 == 99 {
                    heap.add(0x100_0000 + step * 0x1000, 0x1000)
                    regionBytes += 0x1000
                }
            } else if !model.isEmpty {
                let (address, size) = model.remove(at: Int(random.next(below: UInt32(model.count))))
                #expect(heap.size(of: address) == size)
                #expect(heap.free(address))
            }
            guard step % 500 == 0 else { continue }
            #expect(heap.blocks.count == model.count)
            #expect(heap.blocks.allocatedBytes + heap.blocks.freeBytes == regionBytes)
            let sorted = model.sorted { $0.address < $1.address }
            let overlaps = zip(sorted, sorted.dropFirst()).filter { $0.address + max($0.size, 1) > $1.address }
            #expect(overlaps.isEmpty)
            #expect(sorted.allSatisfy { $0.address % 16 == 0 })
        }
        for (address, _) in model { #expect(heap.free(address)) }
        #expect(heap.blocks.freeBytes == regionBytes)
        #expect(heap.allocate(0x1_0000) != nil)
    }
}
