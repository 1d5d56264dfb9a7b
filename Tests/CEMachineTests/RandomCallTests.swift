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

/// Kernel calls with arguments that nobody would pass: whatever a guest does, the machine answers.
@Suite struct RandomCallTests {
    /// More by the environment: `make fuzz-calls`.
    private static let count = HostProcess.number("CEBSP_FUZZ_CALLS") ?? 10_000
    private static let seed = UInt64(HostProcess.number("CEBSP_FUZZ_SEED") ?? 1)
    /// A fresh machine now and then: a worn one answers everything with "no memory".
    private static let callsOfAMachine = min(5000, max(count / 10, 1))
    /// What the machines after the first ones may leave behind, in pages of 4 KB: one machine has 2048 of RAM alone.
    private static let growth = 1024

    /// In a process of its own: what other tests take does not count.
    @Test func `random calls end in an answer, and memory stays flat`() async {
        await #expect(processExitsWith: .success) { try Self.run() }
    }

    private static func run() throws {
        var random = RandomSource(seed: Self.seed)
        var done = 0
        var after: [Int] = []
        var made = 0
        var failed = 0
        var succeeding: Set<String> = []
        while done < Self.count {
            let count = min(Self.callsOfAMachine, Self.count - done)
            let guest = try RandomCaller(&random)
            for _ in 0..<count { guest.call(&random) }
            done += count
            for call in guest.made {
                made += call.count
                failed += call.failed
                if call.count > call.failed { succeeding.insert(call.name) }
            }
            after.append(HostProcess.residentPages)
        }
        try #require(after.count >= 10)
        // A test whose calls are skipped, or all refused at the door, would pass as well.
        #expect(made > Self.count * 9 / 10, "\(made) of \(Self.count) were made, \(failed) failed")
        #expect(failed < made * 3 / 4, "\(failed) of \(made) failed")
        #expect(succeeding.count > 200, "\(succeeding.count) functions succeeded at least once")
        // The first machines warm caches up; from then on each leaves as much behind as the one before. The allocator
        // keeps pages and gives them back in steps of some megabytes: of what is lost nothing ever comes back.
        let least = after.suffix(max(1, after.count / 10)).min() ?? 0
        #expect(least - after[2] < Self.growth, "\(after)")
    }
}

/// A small machine with a thread of a process and one of the kernel, whose calls are made up.
private final class RandomCaller {
    private let kernel: Kernel
    private var process: Process
    private var user: Thread
    private var driver: Thread
    private var page: UInt32
    private let kernelPage: UInt32
    /// What earlier calls returned: handles and addresses.
    private var results: [UInt32] = [1]

    init(_ random: inout RandomSource) throws {
        let board = try TestBoard.make(
            "arm926", .ce6, rows: [(0x8000_0000, 0x3000_0000, 8)], banks: [(0x3000_0000, 0x80_0000)],
            pool: (0x8020_0000, 0x50_0000))
        let machine = try Machine(board: board)
        machine.checkers = Set(Checker.allCases)
        kernel = machine.kernel
        (process, user, page) = try Self.makeUser(kernel)
        driver = try kernel.makeThread(
            in: kernel.processes.nk, start: 0xC001_0000, argument: 0, stackSize: 0, suspended: false)
        kernelPage = try kernel.memory.allocate(
            in: kernel.processes.nk.space, at: 0, size: 0x4000, type: 0x3000, protection: 4,
            site: kernel.hostSite("test")
        ).rawValue
    }

    private static func makeUser(_ kernel: Kernel) throws -> (Process, Thread, UInt32) {
        let process = try kernel.makeProcess(named: "random.exe")
        let thread = try kernel.makeThread(
            in: process, start: 0x1_1000, argument: 0, stackSize: 0, suspended: false)
        let page = try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x4000, type: 0x3000, protection: 4, site: kernel.hostSite("test"))
        return (process, thread, page.rawValue)
    }

    /// How often each function was called.
    var made: [CallCount] { kernel.calling.trace.made }

    func call(_ random: inout RandomSource) {
        let isDriver = random.below(2) == 0
        guard renew() else { return }
        let thread = isDriver ? driver : user
        for other in kernel.scheduler.threads where other !== thread && other.state == .running { other.state = .ready }
        kernel.scheduler.run(thread)
        thread.pendingStart = nil
        thread.frames = []
        thread.current = thread.owner
        thread.addressSpace = isDriver && random.below(2) == 0 && process.isAlive ? process : thread.owner
        scribble(&random)
        let index = random.below(kernel.calling.table.calls.count)
        var registers = thread.registers
        for register in 0..<13 { registers.r[register] = argument(&random) }
        registers.cpsr = isDriver ? CPUMode.system.rawValue : CPUMode.user.rawValue
        registers.sp = random.below(20) == 0 ? random.word() : (isDriver ? kernelPage : page) + 0x3000
        registers.lr = random.below(2) == 0 ? kernel.calling.traps.returnTrap : 0x1_1000
        registers.pc = kernel.calling.traps.address(ofCall: kernel.calling.table.slots[index])
        thread.registers = registers
        kernel.dispatch(.providedCall(kernel.calling.table.slots[index]), thread)
        results.append(thread.registers.r[0])
        if results.count > 64 { results.removeFirst(32) }
    }

    /// Replaces what the last call has ended.
    /// - Returns: false when the machine has no memory left for another thread.
    private func renew() -> Bool {
        do {
            if driver.state == .ended {
                driver = try kernel.makeThread(
                    in: kernel.processes.nk, start: 0xC001_0000, argument: 0, stackSize: 0, suspended: false)
            }
            if user.state == .ended || !process.isAlive {
                if process.isAlive { kernel.finishProcess(process, exitCode: 0) }
                (process, user, page) = try Self.makeUser(kernel)
            }
        } catch { return false }
        if case .waiting = driver.state { kernel.cancelWait(of: driver) }
        if case .waiting = user.state { kernel.cancelWait(of: user) }
        return true
    }

    /// Random words in the pages that arguments point to.
    private func scribble(_ random: inout RandomSource) {
        let words = (0..<16).map { _ in argument(&random) }
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
        let offset = UInt32(random.below(0x3F0) * 16)
        try? kernel.view(of: process).write(bytes, page + offset)
        try? kernel.view(of: kernel.processes.nk).write(bytes, kernelPage + offset)
    }

    private static let odd: [UInt32] = [
        0, 1, 2, 3, 4, 7, 16, 42, 65, 66, 87, 0xFF, 0xFFF, 0x1000, 0x2000, 0x3000, 0x4000, 0x8000, 0xFFFF, 0x1_0000,
        0x1_1000, 0x10_0000, 0x3FFF_FFFF, 0x4000_0000, 0x6FFF_FFFF, 0x7000_0000, 0x7FFF_FFFF, 0x8000_0000, 0x807F_FFFC,
        0x8080_0000, 0xA000_0000, 0xC001_0000, 0xD000_0000, 0xF101_FFFC, 0xFFFF_C800, 0xFFFF_FFFC, 0xFFFF_FFFF,
        0x3000_0000 >> 8, 0x307F_F000 >> 8, 0x404, 0x604, 0x204,
    ]

    private func argument(_ random: inout RandomSource) -> UInt32 {
        switch random.below(8) {
        case 0: random.word()
        case 1: page + UInt32(random.below(0x4000))
        case 2: kernelPage + UInt32(random.below(0x4000))
        case 3: results[random.below(results.count)]
        case 4: UInt32(random.below(0x200))
        case 5: (page + UInt32(random.below(0x4000))) & ~3
        default: Self.odd[random.below(Self.odd.count)]
        }
    }
}
