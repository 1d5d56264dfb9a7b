import GuestAddress
import TestSupport
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Programs made of random words: each ends in a fault or runs into its time limit, and the machine goes on.
@Suite struct RandomGuestTests {
    private static let count = HostProcess.number("CEBSP_FUZZ_GUESTS") ?? 2000
    private static let seed = UInt64(HostProcess.number("CEBSP_FUZZ_SEED") ?? 1)
    private static let guestsOfAMachine = 200
    /// What the machines after the first ones may leave behind, in pages of 4 KB.
    private static let growth = 1024

    /// In a process of its own: what other tests take does not count.
    @Test func `random programs end, the machine goes on, and memory stays flat`() async {
        await #expect(processExitsWith: .success) { try Self.run() }
    }

    private static func run() throws {
        var random = RandomSource(seed: Self.seed)
        var done = 0
        var after: [Int] = []
        while done < Self.count {
            let kernel = try Machine(board: TestBoard.s3c()).kernel
            for _ in 0..<min(Self.guestsOfAMachine, Self.count - done) {
                try run(kernel, &random)
                done += 1
            }
            after.append(HostProcess.residentPages)
        }
        try #require(after.count >= 10)
        #expect(after[after.count - 1] - after[2] < Self.growth, "\(after)")
    }

    private static func run(_ kernel: Kernel, _ random: inout RandomSource) throws {
        let process = try kernel.makeProcess(named: "random.exe")
        let site = kernel.hostSite("test")
        let code = try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x1000, type: 0x3000, protection: 0x40, site: site)
        var bytes: [UInt8] = []
        for _ in 0..<64 {
            // Mostly instructions that are always executed, with small offsets.
            var word = random.word()
            if random.below(4) != 0 { word = word & 0x0FFF_FFFF | 0xE000_0000 }
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        let physical = try #require(kernel.physicalPage(of: code, in: process))
        try kernel.engine.writeCode(bytes.span, at: physical)
        let isThumb = random.below(2) == 0
        let thread = try kernel.makeThread(
            in: process, start: code.rawValue | (isThumb ? 1 : 0), argument: random.word(), stackSize: 0,
            suspended: false)
        _ = try kernel.run(limit: kernel.engine.instructions + 5000)
        if process.isAlive { kernel.finishProcess(process, exitCode: 0) }
        #expect(thread.state == .ended)
    }
}
