import ARMMMU
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

/// Every fault report of random accesses against the core's own address-translation operations (c7, c8), asked at the
/// moment of the fault: the walk that the report shows, and the fault that it names.
@Suite struct FaultWalkTests {
    private static let operations: [(CP15Register, AccessKind, Bool)] = [
        (.translatePrivilegedRead, .read, true), (.translatePrivilegedWrite, .write, true),
        (.translateUserRead, .read, false), (.translateUserWrite, .write, false),
    ]

    private final class Tally {
        var outcomes: [String: Int] = [:]
        var reports = 0
    }

    @Test func `the walk in every report agrees with the core's translation operations`() throws {
        let kernel = try Machine(board: TestBoard.omap()).kernel
        let tally = Tally()
        kernel.add(
            ClosureObserver(.faults) { event in
                guard case .faultRaised(let report, _) = event else { return }
                do { try compare(report, kernel, tally) } catch { Issue.record("\(error)") }
            })
        var random = RandomSource(seed: 0x0CE0_FA17)
        for _ in 0..<400 { try access(kernel, &random) }
        #expect(tally.reports > 250)
        let wanted = [
            "translation.section", "translation.page", "domain.section", "permission.section", "permission.page",
        ]
        for name in wanted { #expect(tally.outcomes[name, default: 0] >= 5, "\(name): \(tally.outcomes)") }
    }

    /// A process of one load or store.
    private func access(_ kernel: Kernel, _ random: inout RandomSource) throws {
        let process = try kernel.makeProcess(named: "access.exe")
        let site = kernel.hostSite("test")
        let code = try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x1000, type: 0x3000, protection: 0x40, site: site)
        // ldr, str, ldrb or strb r1, [r0]; then for ever.
        let words: [UInt32] = [
            0xE590_1000 ^ UInt32(random.below(2)) << 20 | UInt32(random.below(2)) << 22, 0xEAFF_FFFE,
        ]
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
        try kernel.engine.writeCode(bytes.span, at: try #require(kernel.physicalPage(of: code, in: process)))
        let page = try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x4000, type: 0x3000, protection: random.below(2) == 0 ? 2 : 4, site: site)
        let bases: [UInt32] = [
            random.word(), random.word() & 0x7FFF_FFFF, page.rawValue &+ UInt32(random.below(0x8000)), 0x8000_0000,
            0x9000_0000, 0xA000_0000, 0xF102_0000, 0xFFFF_C800, 0xFFFF_0000, 0xD000_0000, 0,
        ]
        let address = bases[Int(random.below(bases.count))] &+ UInt32(random.below(0x1000)) & ~3
        _ = try kernel.makeThread(
            in: process, start: code.rawValue, argument: address & ~3, stackSize: 0, suspended: false)
        _ = try kernel.run(limit: kernel.engine.instructions + 200)
        if process.isAlive { kernel.finishProcess(process, exitCode: 0) }
    }

    private func compare(_ report: FaultReport, _ kernel: Kernel, _ tally: Tally) throws {
        guard let address = report.address, let walk = report.walk else { return }
        tally.reports += 1
        kernel.engine.writeCPSR(CPUMode.system.rawValue)
        for (operation, access, privileged) in Self.operations {
            try kernel.engine.writeCP15(operation, address.rawValue)
            let result = try kernel.engine.readCP15(.par)
            let fault = walk.fault(for: access, privileged: privileged)
            if let fault {
                tally.outcomes["\(fault.kind).\(fault.level)", default: 0] += 1
                #expect(result & 0x1F == fault.status << 1 | 1, "\(address) \(access): \(walk)")
                if report.access == access, !privileged, report.reason == .init(fault.kind) {
                    #expect(report.fault == fault)
                    #expect(report.status?.status == fault.statusRegister(format: .v6))
                }
            } else {
                #expect(
                    result & 0xFFFF_F001 == walk.translation.map { $0.physical.rawValue & ~0xFFF },
                    "\(address): \(walk)")
            }
        }
        // What the report shows is what the walk read; a descriptor that leads to nothing is shown as CE writes it.
        let read = [walk.first, walk.second].compactMap(\.self).map(\.value)
        let shown = read.map { word in word.map { MemoryManager.leadsToNothing($0) ? $0 | 2 : $0 } }
        #expect(report.walkSteps.map(\.value) == shown)
    }
}
