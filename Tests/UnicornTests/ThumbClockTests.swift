import ARMCore
import GuestAddress
import Testing
import Unicorn

/// Each instruction counts one on the clock, whatever its length.
@Suite struct ThumbClockTests {
    private static let base: UInt32 = 0x8000_0000

    private func makeEngine(_ cpu: CPUModel, _ halfwords: [UInt16], at offset: Int = 0) throws -> Engine {
        let engine = try Engine(cpu: cpu)
        let ram = try GuestRAM(size: 0x10_0000)
        try engine.map(ram, at: PhysicalAddress(Self.base))
        let bytes = halfwords.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let isWritten = ram.write(bytes.span, at: offset)
        #expect(isWritten)
        var registers = CoreRegisters()
        registers.cpsr = 0x1F
        engine.writeRegisters(registers)
        return engine
    }

    private func count(_ engine: Engine, from offset: UInt32 = 0, end: UInt32, thumb: Bool = true) throws -> UInt64 {
        let before = engine.instructions
        let stop = try engine.run(
            from: Self.base + offset | (thumb ? 1 : 0), limit: before + 10_000, end: Self.base + end)
        #expect(stop == .reachedEnd)
        return engine.instructions - before
    }

    @Test(arguments: [CPUModel.arm926, .arm1176, .cortexA8, .cortexA9])
    func `short instructions count one each, and those of a loop each time`(cpu: CPUModel) throws {
        // movs r0, #3; loop: subs r0, #1; bne loop; movs r1, #1; b . + 4; nop; (end)
        let engine = try makeEngine(cpu, [0x2003, 0x3801, 0xD1FD, 0x2101, 0xE000, 0x46C0])
        #expect(try count(engine, end: 12) == 9)
        #expect(try count(engine, end: 12) == 9)
    }

    @Test func `one of four bytes counts one, also across two pages`() throws {
        // movs r0, #1; movw r1, #2; movs r2, #3; movw r3, #4; b . + 4; nop; (end)
        let code: [UInt16] = [0x2001, 0xF240, 0x0102, 0x2203, 0xF240, 0x0304, 0xE000, 0x46C0]
        #expect(try count(makeEngine(.cortexA8, code), end: 16) == 5)
        let engine = try makeEngine(.cortexA8, code, at: 0xFFC)
        #expect(try count(engine, from: 0xFFC, end: 0xFFC + 16) == 5)
    }

    @Test func `the halves of BL are two instructions where there are no long ones`() throws {
        // bl . + 4 (two halves); b . + 4; nop; (end)
        let code: [UInt16] = [0xF000, 0xF800, 0xE000, 0x46C0]
        #expect(try count(makeEngine(.arm926, code), end: 8) == 3)
        #expect(try count(makeEngine(.cortexA8, code), end: 8) == 2)
    }

    /// The library tells of a new translation: the block that is replaced has as many bytes as the one of before.
    @Test func `code that other code has replaced counts as what it is`() throws {
        // ldr r4, callee + 1; ldr r5, movw; ldr r0, callee; movs r6, #2
        // loop: blx r4; str r5, [r0]; subs r6, #1; bne loop; b end
        var code: [UInt16] = [0x4C07, 0x4D08, 0x4808, 0x2602, 0x47A0, 0x6005, 0x3E01, 0xD1FB, 0xE00E]
        code += [UInt16](repeating: 0x46C0, count: 7)
        // The words at 0x20: callee + 1; movw r1, #2; callee.
        code += [0x0041, 0x8000, 0xF240, 0x0102, 0x0040, 0x8000]
        code += [UInt16](repeating: 0x46C0, count: 10)
        // callee: nop; nop; bx lr
        code += [0x46C0, 0x46C0, 0x4770]
        let engine = try makeEngine(.cortexA8, code)
        // 4, then call, 3, 3, call, 2, 3, and the branch.
        #expect(try count(engine, end: 0x30) == 18)
    }

    @Test func `ARM code counts as before once there was Thumb code`() throws {
        // thumb: movs r0, #1; b end;   at 0x10: mov r0, #1; mov r1, #2; b . + 8; nop
        let engine = try makeEngine(
            .cortexA8, [0x2001, 0xE001, 0, 0, 0, 0, 0, 0, 0x0001, 0xE3A0, 0x1002, 0xE3A0, 0x0000, 0xEA00, 0, 0])
        #expect(try count(engine, end: 8) == 2)
        #expect(try count(engine, from: 0x10, end: 0x20, thumb: false) == 3)
        #expect(try count(engine, end: 8) == 2)
    }
}
