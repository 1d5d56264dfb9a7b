import Diagnostics
import GuestAddress
import OEMAddrTable
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct BootTests {
    private static let here = SourceLocation(file: "test.inc", line: 1)

    private func validate(_ rows: [(UInt32, UInt32, UInt64)], terminated: Bool = true) -> (ValidatedMap?, [Finding]) {
        let table = AddressTable(
            symbol: "g_oalAddressTable", style: .classic,
            rows: rows.map {
                StaticRow(
                    virtual: VirtualAddress($0.0), physical: PhysicalAddress($0.1), size: $0.2 << 20,
                    location: Self.here)
            }, isTerminated: terminated, location: Self.here)
        return MemoryMap(profile: .ce6, tables: [table]).validated()
    }

    @Test func `a table above 512 MB is refused with a finding`() {
        let (map, findings) = validate([(0x8000_0000, 0x8000_0000, 400), (0x9900_0000, 0x4800_0000, 113)])
        #expect(map == nil)
        #expect(findings.contains { $0.id == "CE0102" && $0.severity == .error })
    }

    @Test func `an uncached or user address in a row is refused`() {
        #expect(validate([(0xA000_0000, 0x8000_0000, 16)]).1.contains { $0.id == "CE0101" })
        #expect(validate([(0x7000_0000, 0x8000_0000, 16)]).0 == nil)
    }

    @Test func `overlapping rows with different targets are refused`() {
        let (map, findings) = validate([(0x8000_0000, 0x8000_0000, 64), (0x8300_0000, 0x4800_0000, 16)])
        #expect(map == nil)
        #expect(findings.contains { $0.id == "CE0103" })
    }

    @Test func `a table without terminator, or without rows, is refused`() {
        #expect(validate([(0x8000_0000, 0x8000_0000, 64)], terminated: false).1.contains { $0.id == "CE0104" })
        #expect(validate([]).1.contains { $0.id == "CE0105" })
    }

    @Test func `the kernel sees a row cached and in the mirror, the user does not`() throws {
        let kernel = try Machine(board: TestBoard.omap()).kernel
        let view = kernel.view(of: kernel.processes.nk)
        try view.setWord(0xCAFE_F00D, 0x8000_1000)
        #expect(try view.word(0xA000_1000) == 0xCAFE_F00D)
        let process = try kernel.makeProcess(named: "test.exe")
        let user = GuestView(memory: kernel.memory.physical, regime: process.regime, privileged: false)
        #expect(throws: GuestFault.self) { try user.word(0x8000_1000) }
        #expect(throws: GuestFault.self) { try user.word(0xA000_1000) }
    }

    @Test func `users read the kernel's data page and cannot write it`() throws {
        let kernel = try Machine(board: TestBoard.omap()).kernel
        let process = try kernel.makeProcess(named: "test.exe")
        let user = GuestView(memory: kernel.memory.physical, regime: process.regime, privileged: false)
        #expect(try user.word(0xFFFF_C800 + 0x304) == 4096)
        #expect(throws: GuestFault.self) { try user.setWord(0, 0xFFFF_C808) }
    }

    @Test func `a row that leads to nothing is noted, and an access there is a bus error`() throws {
        let machine = try Machine(board: TestBoard.omap())
        let view = machine.kernel.view(of: machine.kernel.processes.nk)
        #expect(
            machine.bootLog.contains {
                $0.contains("0x90000000 leads to 0x48000000-0x48ffffff, where the board has neither RAM")
            })
        #expect(throws: GuestFault.self) { try view.word(0x9000_0000) }
    }

    @Test func `an old core under Compact 2013 is refused in words`() throws {
        let old = try TestBoard.omap(.wec2013, cpu: "arm926")
        #expect(throws: MachineError.self) { try Machine(board: old) }
    }

    @Test(arguments: [(Profile.ce6, 16_384), (.wec7, 81_920)])
    func `only a kernel that reads OEMRamTable puts its RAM into the pool`(_ profile: Profile, _ pages: Int) throws {
        var board = try TestBoard.omap(profile)
        var map = board.map.map
        map.ramRows = [
            RAMRow(physical: PhysicalAddress(0xA000_0000), size: 256 << 20, attributes: 0, location: Self.here)
        ]
        board.map = try #require(map.validated().0)
        #expect(try Machine(board: board).kernel.memory.pool.total == pages)
    }

    @Test func `without a config dot bib the pool is the last part of the first RAM row, and the log says so`() throws {
        var board = try TestBoard.omap()
        var map = board.map.map
        map.regions = []
        board.map = try #require(map.validated().0)
        let machine = try Machine(board: board)
        #expect(machine.kernel.memory.pool.ranges.map(\.description) == ["0x8c000000-0x8fffffff"])
        #expect(machine.bootLog.contains { $0.contains("No config.bib") })
    }
}
