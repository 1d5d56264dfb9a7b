import Disassembly
import GuestAddress
import Testing

@Suite struct `What a fault report needs` {
    private func decode(_ encoding: UInt32, thumb: Bool = false) throws -> Instruction {
        let disassembler = try #require(Disassembler())
        let bytes = Decoding(encoding, "", "").bytes(thumb: thumb)
        return try #require(disassembler.instruction(bytes, at: VirtualAddress(0x1000), thumb: thumb))
    }

    static let registers: [(UInt32, [Int])] = [
        (0xE791_3104, [1, 4]),  // ldr r3, [r1, r4, lsl #2]
        (0xE581_3004, [1, 3]),  // str r3, [r1, #4]
        (0xE921_000C, [1, 2, 3]),  // stmdb r1!, {r2, r3}
        (0xE92D_4010, [4, 13, 14]),  // push {r4, lr}
        (0xE8BD_8010, [13]),  // pop {r4, pc}
        (0xE181_0F92, [1, 2]),  // strex r0, r2, [r1]
        (0xE1A1_0F92, [1, 2, 3]),  // strexd r0, r2, r3, [r1]
        (0xED2D_8B04, [13]),  // vpush {d8, d9}
        (0xE001_30B2, [1, 2, 3]),  // strh r3, [r1], -r2
        (0xE59F_3008, [15]),  // ldr r3, [pc, #8]
        (0xE12F_FF1E, [14]),  // bx lr
    ]

    @Test(arguments: registers)
    func `the registers an instruction reads`(encoding: UInt32, registers: [Int]) throws {
        #expect(try decode(encoding).registersRead == registers)
    }

    @Test func `forms of the base`() throws {
        let plain = try #require(decode(0xE591_3004).memory)
        #expect(!plain.writesBack && !plain.isPostIndexed && !plain.isUnprivileged)
        #expect(plain.base == 1 && plain.displacement == 4 && plain.elementSize == 4 && plain.elementCount == 1)
        let preIndexed = try #require(decode(0xE5B1_3004).memory)
        #expect(preIndexed.writesBack && !preIndexed.isPostIndexed)
        let postIndexed = try #require(decode(0xE491_3004).memory)
        #expect(postIndexed.writesBack && postIndexed.isPostIndexed)
        let unprivileged = try #require(decode(0xE4B1_0004).memory)
        #expect(unprivileged.isUnprivileged && unprivileged.isPostIndexed)
        let multiple = try #require(decode(0xE931_800C).memory)
        #expect(multiple.writesBack && multiple.elementCount == 3 && multiple.displacement == -12)
    }

    @Test func `an access across 4 GiB is two runs`() throws {
        let memory = try #require(decode(0xE1C1_20D8).memory)  // ldrd r2, r3, [r1, #8]
        #expect(
            memory.addresses { _ in 0xFFFF_FFF4 } == [
                MemoryAccess.Range(address: VirtualAddress(0xFFFF_FFFC), size: 4, kind: .read),
                MemoryAccess.Range(address: VirtualAddress(0), size: 4, kind: .read),
            ])
    }

    @Test func `bytes that are no instruction`() throws {
        let disassembler = try #require(Disassembler())
        let address = VirtualAddress(0xFFFF_FFFC)
        #expect(disassembler.instruction([], at: address, thumb: false) == nil)
        #expect(disassembler.instruction([0x04, 0x30, 0x91], at: address, thumb: false) == nil)
        #expect(disassembler.instruction([0x51], at: address, thumb: true) == nil)
        #expect(disassembler.instruction([0x51, 0xF8], at: address, thumb: true) == nil)
        #expect(disassembler.instruction([0xFF, 0xFF, 0xFF, 0xFF], at: address, thumb: false) == nil)
    }

    @Test func `any bits decode or do not, and never trap`() throws {
        let disassembler = try #require(Disassembler())
        var state: UInt64 = 0x0CE6_0001
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let encoding = UInt32(truncatingIfNeeded: state >> 32)
            for thumb in [false, true] {
                let bytes = Decoding(encoding, "", "").bytes(thumb: thumb)
                let found = disassembler.instruction(bytes, at: VirtualAddress(0xFFFF_FFFC), thumb: thumb)
                let ranges = found?.memory?.addresses { UInt32(truncatingIfNeeded: state >> UInt64($0)) } ?? []
                // VLDM has eight bits for the number of words.
                #expect(ranges.allSatisfy { $0.size > 0 && $0.size <= 255 * 4 })
            }
        }
    }
}
