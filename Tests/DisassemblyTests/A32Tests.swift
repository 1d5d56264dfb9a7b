import Disassembly
import GuestAddress
import Testing

@Suite struct `A32 instructions` {
    static let singles: [Decoding] = [
        Decoding(0xE591_3004, "ldr r3, [r1, #4]", "r 2004 4"),
        Decoding(0xE511_3004, "ldr r3, [r1, #-4]", "r 1ffc 4"),
        Decoding(0xE5B1_3004, "ldr r3, [r1, #4]!", "r 2004 4"),
        Decoding(0xE491_3004, "ldr r3, [r1], #4", "r 2000 4"),
        Decoding(0xE411_3004, "ldr r3, [r1], #-4", "r 2000 4"),
        Decoding(0xE791_3004, "ldr r3, [r1, r4]", "r 2020 4"),
        Decoding(0xE711_3004, "ldr r3, [r1, -r4]", "r 1fe0 4"),
        Decoding(0xE791_3104, "ldr r3, [r1, r4, lsl #2]", "r 2080 4"),
        Decoding(0xE731_31A4, "ldr r3, [r1, -r4, lsr #3]!", "r 1ffc 4"),
        Decoding(0xE791_3042, "ldr r3, [r1, r2, asr #32]", "r 1fff 4"),
        Decoding(0xE791_3242, "ldr r3, [r1, r2, asr #4]", "r f8002001 4"),
        Decoding(0xE791_3022, "ldr r3, [r1, r2, lsr #32]", "r 2000 4"),
        Decoding(0xE791_3262, "ldr r3, [r1, r2, ror #4]", "r 8002001 4"),
        Decoding(0xE791_3062, "ldr r3, [r1, r2, rrx]", "r c0002008 4"),
        Decoding(0xE791_310F, "ldr r3, [r1, pc, lsl #2]", "r 6020 4"),
        Decoding(0xE691_3262, "ldr r3, [r1], r2, ror #4", "r 2000 4"),
        Decoding(0xE59F_3008, "ldr r3, [pc, #8]", "r 1010 4"),
        Decoding(0xE51F_3008, "ldr r3, [pc, #-8]", "r 1000 4"),
        Decoding(0x0591_0000, "ldreq r0, [r1]", "r 2000 4"),
        Decoding(0xE581_9004, "str r9, [r1, #4]", "w 2004 4"),
        Decoding(0xE4C1_3001, "strb r3, [r1], #1", "w 2000 1"),
        Decoding(0xE7D1_3004, "ldrb r3, [r1, r4]", "r 2020 1"),
        Decoding(0xE151_30B6, "ldrh r3, [r1, #-6]", "r 1ffa 2"),
        Decoding(0xE191_30B4, "ldrh r3, [r1, r4]", "r 2020 2"),
        Decoding(0xE1D1_30D2, "ldrsb r3, [r1, #2]", "r 2002 1"),
        Decoding(0xE0D1_30F2, "ldrsh r3, [r1], #2", "r 2000 2"),
        Decoding(0xE001_30B2, "strh r3, [r1], -r2", "w 2000 2"),
        Decoding(0xE1DF_30B8, "ldrh r3, [pc, #8]", "r 1010 2"),
        Decoding(0xE1C1_20D8, "ldrd r2, r3, [r1, #8]", "r 2008 8"),
        Decoding(0xE041_20D8, "ldrd r2, r3, [r1], #-8", "r 2000 8"),
        Decoding(0xE101_20D4, "ldrd r2, r3, [r1, -r4]", "r 1fe0 8"),
        Decoding(0xE1A1_20F4, "strd r2, r3, [r1, r4]!", "w 2020 8"),
        Decoding(0xE191_0F9F, "ldrex r0, [r1]", "r 2000 4"),
        Decoding(0xE181_0F92, "strex r0, r2, [r1]", "w 2000 4"),
        Decoding(0xE1B1_2F9F, "ldrexd r2, r3, [r1]", "r 2000 8"),
        Decoding(0xE1A1_0F92, "strexd r0, r2, r3, [r1]", "w 2000 8"),
        Decoding(0xE1D1_0F9F, "ldrexb r0, [r1]", "r 2000 1"),
        Decoding(0xE1E1_0F92, "strexh r0, r2, [r1]", "w 2000 2"),
        Decoding(0xE101_0092, "swp r0, r2, [r1]", "r 2000 4, w 2000 4"),
        Decoding(0xE141_0092, "swpb r0, r2, [r1]", "r 2000 1, w 2000 1"),
        Decoding(0xE4B1_0004, "ldrt r0, [r1], #4", "r 2000 4"),
        Decoding(0xE661_0002, "strbt r0, [r1], -r2", "w 2000 1"),
        Decoding(0xE0F1_00B2, "ldrht r0, [r1], #2", "r 2000 2"),
    ]

    static let multiples: [Decoding] = [
        Decoding(0xE891_000C, "ldm r1, {r2, r3}", "r 2000 8"),
        Decoding(0xE9B1_000C, "ldmib r1!, {r2, r3}", "r 2004 8"),
        Decoding(0xE811_000C, "ldmda r1, {r2, r3}", "r 1ffc 8"),
        Decoding(0xE931_800C, "ldmdb r1!, {r2, r3, pc}", "r 1ff4 12"),
        Decoding(0xE8A1_000C, "stm r1!, {r2, r3}", "w 2000 8"),
        Decoding(0xE981_000C, "stmib r1, {r2, r3}", "w 2004 8"),
        Decoding(0xE801_000C, "stmda r1, {r2, r3}", "w 1ffc 8"),
        Decoding(0xE921_000C, "stmdb r1!, {r2, r3}", "w 1ff8 8"),
        Decoding(0xE8D1_6004, "ldm r1, {r2, sp, lr} ^", "r 2000 12"),
        Decoding(0xE92D_4010, "push {r4, lr}", "w 7ff8 8"),
        Decoding(0xE8BD_8010, "pop {r4, pc}", "r 8000 8"),
        Decoding(0xE52D_4004, "str r4, [sp, #-4]!", "w 7ffc 4"),
        Decoding(0xE49D_4004, "pop {r4}", "r 8000 4"),
        Decoding(0xF8B0_0A00, "rfeia r0!", "r 3000 8"),
    ]

    static let vectors: [Decoding] = [
        Decoding(0xED11_3B02, "vldr d3, [r1, #-8]", "r 1ff8 8"),
        Decoding(0xEDD1_1A02, "vldr s3, [r1, #8]", "r 2008 4"),
        Decoding(0xED81_3B02, "vstr d3, [r1, #8]", "w 2008 8"),
        Decoding(0xED8F_2A02, "vstr s4, [pc, #8]", "w 1010 4"),
        Decoding(0xECB1_0B08, "vldmia r1!, {d0, d1, d2, d3}", "r 2000 32"),
        Decoding(0xED31_0B08, "vldmdb r1!, {d0, d1, d2, d3}", "r 1fe0 32"),
        Decoding(0xEC81_0A04, "vstmia r1, {s0, s1, s2, s3}", "w 2000 16"),
        Decoding(0xED2D_8B04, "vpush {d8, d9}", "w 7ff0 16"),
        Decoding(0xECBD_4A02, "vpop {s8, s9}", "r 8000 8"),
        Decoding(0xF421_070F, "vld1.8 {d0}, [r1]", "r 2000 8"),
        Decoding(0xF421_0A8D, "vld1.32 {d0, d1}, [r1]!", "r 2000 16"),
        Decoding(0xF421_0272, "vld1.16 {d0, d1, d2, d3}, [r1:0x100], r2", "r 2000 32"),
        Decoding(0xF401_060F, "vst1.8 {d0, d1, d2}, [r1]", "w 2000 24"),
        Decoding(0xF4A1_088F, "vld1.32 {d0[1]}, [r1]", "r 2000 4"),
        Decoding(0xF481_006D, "vst1.8 {d0[3]}, [r1]!", "w 2000 1"),
        Decoding(0xF4A1_0C4F, "vld1.16 {d0[]}, [r1]", "r 2000 2"),
        Decoding(0xF421_080F, "vld2.8 {d0, d1}, [r1]", "r 2000 16"),
        Decoding(0xF421_000F, "vld4.8 {d0, d1, d2, d3}, [r1]", "r 2000 32"),
        Decoding(0xF4A1_054F, "vld2.16 {d0[1], d1[1]}, [r1]", "r 2000 4"),
    ]

    static let others: [Decoding] = [
        Decoding(0xF5D1_F004, "pld [r1, #4]", "none"),
        Decoding(0xE081_0002, "add r0, r1, r2", "none"),
        Decoding(0xE12F_FF1E, "bx lr", "none"),
        Decoding(0xEF00_0001, "svc #1", "none"),
    ]

    private func check(_ decoding: Decoding) throws {
        let disassembler = try #require(Disassembler())
        let bytes = decoding.bytes(thumb: false)
        let instruction = try #require(
            disassembler.instruction(bytes, at: VirtualAddress(0x1000), thumb: false))
        #expect(instruction.size == 4)
        #expect(instruction.text == decoding.text)
        #expect(Decoding.describe(instruction.memory) == decoding.accesses)
    }

    @Test(arguments: singles) func `single transfers`(_ decoding: Decoding) throws { try check(decoding) }

    @Test(arguments: multiples) func `multiple transfers`(_ decoding: Decoding) throws { try check(decoding) }

    @Test(arguments: vectors) func `vector transfers`(_ decoding: Decoding) throws { try check(decoding) }

    @Test(arguments: others) func `instructions without an access`(_ decoding: Decoding) throws { try check(decoding) }
}
