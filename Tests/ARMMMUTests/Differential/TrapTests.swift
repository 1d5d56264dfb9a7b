import ARMCore
import ARMMMU
import GuestAddress
import Testing
import Unicorn

/// Calls of the host at addresses that nothing maps: answered inside of the run on engines that can, prefetch aborts on
/// the others.
@Suite struct TrapTests {
    /// Answers each call by the same function of its number.
    private final class Answerer: TrapAnswerer {
        unowned let engine: Engine
        var addresses: [UInt32] = []
        var answer: (Engine, inout CoreRegisters, _ number: Int) -> TrapAnswer

        init(_ engine: Engine, _ answer: @escaping (Engine, inout CoreRegisters, Int) -> TrapAnswer) {
            self.engine = engine
            self.answer = answer
        }

        override func answer(trapAt address: UInt32) -> TrapAnswer {
            addresses.append(address)
            var registers = CoreRegisters()
            engine.readCall(into: &registers, at: address)
            let answer = answer(engine, &registers, addresses.count)
            guard case .goOn = answer else { return answer }
            if registers.pc == address {
                registers.pc = registers.lr & ~1
                registers.isThumb = registers.lr & 1 != 0
            }
            return engine.goOn(with: registers, limit: .max) ? .goOn : .answered
        }
    }

    private static let traps: UInt32 = 0xF100_0000
    private static let hasStubs = EngineTraits.running.walksTables

    private func makeCore(_ cpu: CPUModel, _ answerer: (Engine) -> Answerer) throws -> (PagedCore, Answerer) {
        let core = try PagedCore(cpu, cpu.architecture >= .armv6 ? .v6 : .v5, hasStubs: true)
        let answerer = answerer(core.engine)
        core.engine.answerTraps(
            in: AddressRange(base: VirtualAddress(Self.traps), clampedSize: 0x10_0000), by: answerer)
        // Three calls through r4: mov lr, pc; mov pc, r4.
        try core.write([
            0xE1A0_E00F, 0xE1A0_F004, 0xE1A0_E00F, 0xE1A0_F004, 0xE1A0_E00F, 0xE1A0_F004,
            0xE1A0_500E,  // mov r5, lr
            0xEF00_0000,  // svc
        ])
        return (core, answerer)
    }

    @Test(arguments: [CPUModel.arm926, .sa1110, .cortexA8], [CPUMode.user, .system])
    func `calls are answered inside of the run, and count nothing`(cpu: CPUModel, mode: CPUMode) throws {
        let (core, answerer) = try makeCore(cpu) { engine in
            Answerer(engine) { _, registers, _ in
                registers.r[0] += 1
                return .goOn
            }
        }
        let before = core.engine.instructions
        let stop = try core.run(mode: mode, [5, 0, 0, 0, Self.traps + 0x124])
        guard Self.hasStubs else {
            #expect(stop == .exception(.prefetchAbort))
            return
        }
        #expect(stop == .exception(.supervisorCall))
        #expect(answerer.addresses == [0xF100_0124, 0xF100_0124, 0xF100_0124])
        #expect(core.engine.register(0) == 8)
        #expect(core.engine.register(5) == PagedCore.code + 24)
        #expect(core.engine.instructions - before == 8)
        #expect(core.engine.register(16) & 0x1F == mode.rawValue)
    }

    @Test func `a run ends at a call that nobody answers, and behind none that is answered`() throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in
            Answerer(engine) { _, _, number in [.goOn, .answered, .none][number - 1] }
        }
        let stop = try core.run([0, 0, 0, 0, Self.traps])
        guard Self.hasStubs else { return }
        #expect(stop == .answered)
        #expect(core.engine.register(14) == PagedCore.code + 16)
        #expect(try core.engine.run(from: PagedCore.code + 16) == .exception(.prefetchAbort))
        #expect(core.engine.register(15) == Self.traps)
        #expect(answerer.addresses.count == 3)
        // Without an answerer it is what it always was.
        withExtendedLifetime(answerer) {}
    }

    @Test func `a run goes on in another function, mode and state, with its own LR`() throws {
        let function = PagedCore.code + 0x100
        let (core, answerer) = try makeCore(.cortexA8) { engine in
            Answerer(engine) { _, registers, number in
                guard number == 1 else { return .none }
                registers.pc = function
                registers.lr = Self.traps + 0x40
                registers.sp = 0x1234_5678
                registers.cpsr = CPUMode.supervisor.rawValue | CoreRegisters.thumbBit
                return .goOn
            }
        }
        try core.write([0x4770_4671], at: function)  // mov r1, lr; bx lr
        let before = core.engine.instructions
        let stop = try core.run(mode: .user, [0, 0, 0, 0, Self.traps])
        guard Self.hasStubs else { return }
        #expect(stop == .exception(.prefetchAbort))
        #expect(answerer.addresses == [Self.traps, Self.traps + 0x40])
        #expect(core.engine.register(1) == Self.traps + 0x40)
        #expect(core.engine.register(13) == 0x1234_5678)
        #expect(core.engine.register(14) == Self.traps + 0x40)
        #expect(core.engine.register(16) & 0x1F == CPUMode.supervisor.rawValue)
        #expect(core.engine.instructions - before == 4)
    }

    @Test(arguments: [CPUModel.arm926, .arm1176, .cortexA8, .cortexA15])
    func `a branch in Thumb state is a prefetch abort, and counts nothing`(cpu: CPUModel) throws {
        let (core, answerer) = try makeCore(cpu) { engine in
            Answerer(engine) { _, registers, _ in registers.isThumb ? .none : .goOn }
        }
        try core.write([0x4720_46C0], at: PagedCore.code + 0x200)  // nop; bx r4
        let before = core.engine.instructions
        let stop = try core.run(from: PagedCore.code + 0x200, thumb: true, [0, 0, 0, 0, Self.traps + 0x125])
        #expect(stop == .exception(.prefetchAbort))
        #expect(core.engine.register(15) == Self.traps + 0x124)
        #expect(core.engine.instructions - before == 2)
        #expect(answerer.addresses == (Self.hasStubs ? [Self.traps + 0x124] : []))
    }

    @Test(arguments: [CPUModel.arm926, .cortexA8])
    func `a call from Thumb code comes back to it`(cpu: CPUModel) throws {
        let (core, answerer) = try makeCore(cpu) { engine in Answerer(engine) { _, _, _ in .goOn } }
        try core.write([0xDF00_47A0], at: PagedCore.code + 0x200)  // blx r4; svc 0
        let stop = try core.run(from: PagedCore.code + 0x200, thumb: true, [0, 0, 0, 0, Self.traps + 0x124])
        guard Self.hasStubs else { return }
        #expect(stop == .exception(.supervisorCall))
        #expect(answerer.addresses == [Self.traps + 0x124])
        #expect(core.engine.register(14) == PagedCore.code + 0x203)
    }

    @Test func `registers that calls are not made with stay, unless they are asked for and changed`() throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in
            Answerer(engine) { engine, registers, number in
                if number == 2 {
                    engine.readRest(into: &registers)
                    registers.r[3] = registers.r[11]
                    registers.r[6] = 66
                }
                return .goOn
            }
        }
        for index in 5..<13 { core.engine.setRegister(index, UInt32(index)) }
        let stop = try core.run([0, 0, 0, 0, Self.traps])
        guard Self.hasStubs else { return }
        #expect(stop == .exception(.supervisorCall))
        #expect(answerer.addresses.count == 3)
        #expect(core.engine.register(3) == 11)
        #expect((6..<13).map { core.engine.register($0) } == [66, 7, 8, 9, 10, 11, 12])
    }

    @Test func `LR is right where the function cannot be executed`() throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in
            Answerer(engine) { _, registers, _ in
                registers.pc = 0x7000_0000
                registers.lr = 0x1234
                return .goOn
            }
        }
        #expect(try core.run([0, 0, 0, 0, Self.traps]) == .exception(.prefetchAbort))
        guard Self.hasStubs else { return }
        #expect(answerer.addresses == [Self.traps])
        #expect(core.engine.register(15) == 0x7000_0000)
        #expect(core.engine.register(14) == 0x1234)
    }

    @Test(arguments: [0xE594_0000, 0xE584_0000] as [UInt32])  // ldr r0, [r4]; str r0, [r4]
    func `loads and stores at the addresses fault`(instruction: UInt32) throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in Answerer(engine) { _, _, _ in .goOn } }
        try core.write([0xE1A0_E00F, 0xE1A0_F004, instruction, 0xEF00_0000])
        let stop = try core.run([0, 0, 0, 0, Self.traps])
        guard Self.hasStubs else { return }
        #expect(answerer.addresses == [Self.traps])
        #expect(stop == .exception(.dataAbort))
        #expect(core.engine.register(15) == PagedCore.code + 8)
    }

    @Test func `tables that lead to the page of stubs find the hole, and calls are aborts from then on`() throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in Answerer(engine) { _, _, _ in .goOn } }
        try core.map(0x0040_0000, to: CoreWithTables.stubs)
        try core.write([0xE594_0000, 0xE584_0000, 0xEF00_0000])
        #expect(try core.run([1, 0, 0, 0, 0x0040_0010]) == .exception(.supervisorCall))
        #expect(core.core.hole.accesses == 2)
        #expect(core.engine.register(0) == 0)
        #expect(answerer.addresses.isEmpty)
        try core.write([0xE1A0_E00F, 0xE1A0_F004], at: PagedCore.code + 0x200)
        #expect(
            try core.run(from: PagedCore.code + 0x200, [0, 0, 0, 0, Self.traps]) == .exception(.prefetchAbort))
        #expect(core.engine.register(15) == Self.traps)
    }

    @Test func `code that tables put at the addresses is executed`() throws {
        let (core, answerer) = try makeCore(.cortexA8) { engine in Answerer(engine) { _, _, _ in .goOn } }
        try core.map(Self.traps, to: CoreWithTables.pageBase)
        try core.write([0xE3A0_002A, 0xE1A0_F00E], at: CoreWithTables.pageBase)  // mov r0, #42; mov pc, lr
        #expect(try core.run([0, 0, 0, 0, Self.traps]) == .exception(.supervisorCall))
        #expect(core.engine.register(0) == 42)
        #expect(answerer.addresses.isEmpty)
    }
}
