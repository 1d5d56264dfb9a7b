import ARMCore
import GuestAddress
import Testing

@testable import Unicorn

/// A core that is saved goes on in another one of its model.
@Suite struct CoreStateTests {
    private func makeEngine(_ cpu: CPUModel) throws -> Engine {
        let engine = try Engine(cpu: cpu)
        try engine.map(GuestRAM(size: 0x10_0000), at: PhysicalAddress(0x8000_0000))
        return engine
    }

    private func run(_ words: [UInt32], _ engine: Engine) throws {
        let code = (words + [0xE1A0_0000]).flatMap { word in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
        try engine.writeCode(code.span, at: PhysicalAddress(0x8000_0000))
        let end = 0x8000_0000 + UInt32(words.count) * 4
        let reason = try engine.run(from: 0x8000_0000, end: end)
        #expect(reason == .reachedEnd, "at 0x\(hexadecimal(engine.register(15)))")
    }

    @Test(arguments: [CPUModel.cortexA8, .arm926, .arm1136])
    func `registers of all modes, system control and the clock come along`(cpu: CPUModel) throws {
        let first = try makeEngine(cpu)
        if cpu.hasFloatingPoint {
            try first.enableFloatingPoint()
            first.setDoubleRegister(15, 0x0123_4567_89AB_CDEF)
        }
        try first.writeCP15(CP15Register(crn: 3, crm: 0, opc2: 0), 0x5555_5555)
        let control = try first.readCP15(.sctlr) ^ 1 << 12
        try run(
            [
                0xE321_F0D3,  // msr cpsr_c, #0xD3: SVC
                0xE3A0_D011, 0xE3A0_E022, 0xE361_F01F,  // mov sp, #0x11; mov lr, #0x22; msr spsr_c, #0x1F
                0xE321_F0D1,  // msr cpsr_c, #0xD1: FIQ
                0xE3A0_8033, 0xE3A0_D044,  // mov r8, #0x33; mov sp, #0x44
                0xE321_F0DF,  // msr cpsr_c, #0xDF: SYSTEM
                0xE3A0_D055, 0xE3A0_8066,  // mov sp, #0x55; mov r8, #0x66
            ], first)
        first.setRegister(0, control)
        try run([CP15Register.sctlr.moveToCoprocessor(from: 0)], first)
        first.advanceClock(by: 1000)

        let state = first.state()
        #expect(first.register(13) == 0x55)
        #expect(first.register(8) == 0x66)
        let second = try makeEngine(cpu)
        try second.restore(state, scratch: PhysicalAddress(0x8000_8000), at: VirtualAddress(0x8000_8000))
        #expect(second.instructions == first.instructions)
        #expect(second.register(13) == 0x55)
        #expect(second.register(8) == 0x66)
        #expect(second.register(16) == first.register(16))
        #expect(try second.readCP15(.sctlr) == control)
        #expect(try second.readCP15(.dacr) == 0x5555_5555)
        if cpu.hasFloatingPoint { #expect(second.doubleRegister(15) == 0x0123_4567_89AB_CDEF) }
        #expect(second.state().banks == state.banks)
        #expect(second.state().control == state.control)
        try run(
            [
                0xE321_F0D3, 0xE1A0_000D, 0xE1A0_100E, 0xE14F_2000,  // SVC: r0 = sp, r1 = lr, r2 = spsr
                0xE321_F0D1, 0xE1A0_3008, 0xE1A0_400D,  // FIQ: r3 = r8, r4 = sp
            ], second)
        #expect((0...4).map(second.register) == [0x11, 0x22, 0x1F, 0x33, 0x44])
    }

    @Test func `a bank tells the pages that hold something`() throws {
        let ram = try GuestRAM(size: 64 << 20)
        #expect(ram.setWord(7, at: 0x3000))
        #expect(ram.setWord(9, at: (64 << 20) - 4))
        #expect(ram.setWord(0, at: 0x5000))
        var pages: [Int] = []
        ram.forEachPage { page, bytes in
            pages.append(page)
            #expect(bytes.count == 4096)
        }
        #expect(pages == [3, 16383])
    }

    @Test func `a checksum depends on every byte and on the length`() {
        let bytes = [UInt8](0..<100)
        let sum = Checksum.of(bytes)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(Checksum.of(changed) != sum)
        }
        #expect(Checksum.of(bytes + [0]) != sum)
        #expect(Checksum.of([]) != Checksum.of([0]))
    }
}
