import Disassembly
import GuestAddress
import Testing

@Suite struct `T32 instructions` {
    static let narrow: [Decoding] = [
        Decoding(0x684B, "ldr r3, [r1, #4]", "r 2004 4"),
        Decoding(0x590B, "ldr r3, [r1, r4]", "r 2020 4"),
        Decoding(0x5D0B, "ldrb r3, [r1, r4]", "r 2020 1"),
        Decoding(0x5F0B, "ldrsh r3, [r1, r4]", "r 2020 2"),
        Decoding(0x9B01, "ldr r3, [sp, #4]", "r 8004 4"),
        // The instruction stands at 0x1002: PC is 0x1006, rounded down to 0x1004.
        Decoding(0x4B02, "ldr r3, [pc, #8]", "r 100c 4"),
        Decoding(0x604B, "str r3, [r1, #4]", "w 2004 4"),
        Decoding(0xB510, "push {r4, lr}", "w 7ff8 8"),
        Decoding(0xBD10, "pop {r4, pc}", "r 8000 8"),
        Decoding(0xC90C, "ldm r1!, {r2, r3}", "r 2000 8"),
        Decoding(0xC10C, "stm r1!, {r2, r3}", "w 2000 8"),
        Decoding(0x4770, "bx lr", "none"),
    ]

    static let wide: [Decoding] = [
        Decoding(0xF851_3C04, "ldr r3, [r1, #-0x4]", "r 1ffc 4"),
        Decoding(0xF851_3F04, "ldr r3, [r1, #4]!", "r 2004 4"),
        Decoding(0xF851_3904, "ldr r3, [r1], #-4", "r 2000 4"),
        Decoding(0xF851_3024, "ldr.w r3, [r1, r4, lsl #2]", "r 2080 4"),
        Decoding(0xF85F_3008, "ldr.w r3, [pc, #-0x8]", "r ffc 4"),
        Decoding(0xE9D1_2302, "ldrd r2, r3, [r1, #8]", "r 2008 8"),
        Decoding(0xE871_2302, "ldrd r2, r3, [r1], #-8", "r 2000 8"),
        Decoding(0xE9DF_2302, "ldrd r2, r3, [pc, #8]", "r 100c 8"),
        Decoding(0xE961_2302, "strd r2, r3, [r1, #-0x8]!", "w 1ff8 8"),
        Decoding(0xE92D_4210, "push.w {r4, r9, lr}", "w 7ff4 12"),
        Decoding(0xE8BD_8210, "pop.w {r4, r9, pc}", "r 8000 12"),
        Decoding(0xE931_000C, "ldmdb r1!, {r2, r3}", "r 1ff8 8"),
        Decoding(0xE901_000C, "stmdb r1, {r2, r3}", "w 1ff8 8"),
        Decoding(0xF84D_9D04, "str r9, [sp, #-0x4]!", "w 7ffc 4"),
        Decoding(0xF85D_9B04, "ldr r9, [sp], #4", "r 8000 4"),
        Decoding(0xE8D1_F004, "tbb [r1, r4]", "r 2020 1"),
        Decoding(0xE8D1_F014, "tbh [r1, r4, lsl #1]", "r 2040 2"),
        // A table branch takes PC as it is.
        Decoding(0xE8DF_F004, "tbb [pc, r4]", "r 1026 1"),
        Decoding(0xF851_0E04, "ldrt r0, [r1, #4]", "r 2004 4"),
        Decoding(0xF821_0E06, "strht r0, [r1, #6]", "w 2006 2"),
        Decoding(0xE851_0F01, "ldrex r0, [r1, #4]", "r 2004 4"),
        Decoding(0xE841_2002, "strex r0, r2, [r1, #8]", "w 2008 4"),
        Decoding(0xE8C1_2370, "strexd r0, r2, r3, [r1]", "w 2000 8"),
        Decoding(0xED11_3B02, "vldr d3, [r1, #-8]", "r 1ff8 8"),
        Decoding(0xED2D_8B04, "vpush {d8, d9}", "w 7ff0 16"),
        Decoding(0xF921_0A8D, "vld1.32 {d0, d1}, [r1]!", "r 2000 16"),
        Decoding(0xF911_3C06, "ldrsb r3, [r1, #-0x6]", "r 1ffa 1"),
    ]

    private func check(_ decoding: Decoding, size: Int) throws {
        let disassembler = try #require(Disassembler())
        let bytes = decoding.bytes(thumb: true)
        let instruction = try #require(disassembler.instruction(bytes, at: VirtualAddress(0x1002), thumb: true))
        #expect(instruction.size == size)
        #expect(instruction.text == decoding.text)
        #expect(Decoding.describe(instruction.memory) == decoding.accesses)
    }

    @Test(arguments: narrow) func `16 bits`(_ decoding: Decoding) throws { try check(decoding, size: 2) }

    @Test(arguments: wide) func `32 bits`(_ decoding: Decoding) throws { try check(decoding, size: 4) }
}
