import ARMCore
import ARMMMU
import GuestAddress
import OEMAddrTable
import TestSupport
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Random memory calls, held against a model that knows nothing of page tables, and the tables against the core's own
/// walk.
@Suite struct MemoryPropertyTests {
    /// What the model says of a page.
    private enum Page: Equatable {
        case reserved
        case committed(writable: Bool)
        case physical(UInt32, writable: Bool)
    }

    private struct Region {
        let base: UInt32
        var pages: [Page]
    }

    @Test(arguments: ["cortex-a8", "arm926"], [1, 2, 3] as [UInt64])
    func `the tables show what the calls said`(cpu: String, seed: UInt64) throws {
        let board = cpu == "arm926" ? try TestBoard.s3c() : try TestBoard.omap()
        let ram: UInt32 = cpu == "arm926" ? 0x3000_0000 : 0xA000_0000
        let kernel = try Machine(board: board).kernel
        let process = try kernel.makeProcess(named: "test.exe")
        let (memory, space) = (kernel.memory, process.space)
        let site = kernel.hostSite("test")
        let free = memory.pool.free
        var random = RandomSource(seed: seed)
        var regions: [Region] = []
        for step in 0..<400 {
            switch random.below(6) {
            case 0, 1:
                let size = UInt32(1 + random.below(40)) * 4096
                let base = try memory.allocate(
                    in: space, at: 0, size: size, type: MemoryFlags.reserve, protection: 1, site: site)
                regions.append(Region(base: base.rawValue, pages: Array(repeating: .reserved, count: Int(size / 4096))))
            case 2 where !regions.isEmpty:
                let index = random.below(regions.count)
                let first = random.below(regions[index].pages.count)
                let count = 1 + random.below(regions[index].pages.count - first)
                let writable = random.below(2) == 0
                _ = try memory.commit(
                    in: space, at: regions[index].base + UInt32(first) * 4096, size: UInt32(count) * 4096,
                    writable ? .readWritePages : .readOnlyPages)
                for page in first..<first + count where regions[index].pages[page] == .reserved {
                    regions[index].pages[page] = .committed(writable: writable)
                }
            case 3 where !regions.isEmpty:
                let index = random.below(regions.count)
                let first = random.below(regions[index].pages.count)
                let count = 1 + random.below(regions[index].pages.count - first)
                let frame = ram + UInt32(random.below(1000)) * 4096
                let empty = regions[index].pages[first..<first + count].allSatisfy { $0 == .reserved }
                let error = attempt {
                    try memory.copyMap(
                        in: space, at: regions[index].base + UInt32(first) * 4096, from: .physical(shifted: frame >> 8),
                        size: UInt32(count) * 4096, protection: 0x604, site: site)
                }
                #expect(error == (empty ? nil : .invalidParameter), "step \(step)")
                guard empty else { continue }
                for page in 0..<count {
                    regions[index].pages[first + page] = .physical(frame + UInt32(page) * 4096, writable: true)
                }
            case 4 where !regions.isEmpty:
                let index = random.below(regions.count)
                let first = random.below(regions[index].pages.count)
                let count = 1 + random.below(regions[index].pages.count - first)
                try memory.free(
                    in: space, at: regions[index].base + UInt32(first) * 4096, size: UInt32(count) * 4096,
                    type: MemoryFlags.decommit, site: site)
                for page in first..<first + count { regions[index].pages[page] = .reserved }
            case 5 where regions.count > 4:
                let gone = regions.remove(at: random.below(regions.count))
                try memory.free(in: space, at: gone.base, size: 0, type: MemoryFlags.release, site: site)
                #expect(
                    attempt {
                        try memory.free(in: space, at: gone.base, size: 0, type: MemoryFlags.release, site: site)
                    }
                        == .invalidParameter)
            default: break
            }
            if step % 40 == 0 { try compare(regions, kernel, process) }
        }
        try compare(regions, kernel, process)
        for region in regions {
            try memory.free(in: space, at: region.base, size: 0, type: MemoryFlags.release, site: site)
        }
        #expect(memory.pool.free == free)
        #expect(space.reservations.isEmpty)
    }

    private func attempt(_ body: () throws -> Void) -> CEError? {
        do {
            try body()
            return nil
        } catch { return error as? CEError }
    }

    /// Every page of the model against our walker and, where the core has the operations, against the core's own walk.
    private func compare(_ regions: [Region], _ kernel: Kernel, _ process: Process) throws {
        try kernel.load(process)
        kernel.memory.markStale()
        try kernel.refreshTranslations()
        kernel.engine.writeCPSR(CPUMode.system.rawValue)
        let walker = Walker(process.regime)
        for region in regions {
            for (index, page) in region.pages.enumerated() {
                let address = VirtualAddress(region.base + UInt32(index) * 4096 + 0x123)
                for access in [AccessKind.read, .write] {
                    let ours = try? walker.translate(
                        address, for: access, privileged: false, in: kernel.memory.physical
                    ).get()
                    switch page {
                    case .reserved: #expect(ours == nil)
                    case .committed(let writable): #expect((ours != nil) == (access == .read || writable))
                    case .physical(let frame, let writable):
                        #expect(ours?.rawValue == (access == .read || writable ? frame + 0x123 : nil))
                    }
                    guard kernel.engine.cpu.architecture >= .armv7 else { continue }
                    let operation: CP15Register = access == .read ? .translateUserRead : .translateUserWrite
                    try kernel.engine.writeCP15(operation, address.rawValue & ~0xFFF)
                    let result = try kernel.engine.readCP15(.par)
                    #expect((result & 1 == 0) == (ours != nil), "\(address) \(access)")
                    if let ours { #expect(result & ~0xFFF == ours.rawValue & ~0xFFF) }
                }
            }
        }
    }
}
