import GuestAddress
import TestSupport
import Testing

@testable import PEImage

/// The unwind data of ARMNT images, by the examples of Microsoft's document and what its rules say of others.
@Suite struct UnwindTests {
    private func operations(_ codes: UInt8...) -> [UnwindOperation]? { UnwindOperation.list(codes[...]) }

    @Test func `every unwind code has its effect and its instruction's size`() throws {
        let cases: [([UInt8], UnwindOperation.Effect, UInt32)] = [
            ([0x04], .adjustStack(16), 2), ([0x7F], .adjustStack(508), 2), ([0xA0, 0x70], .pop(0x4070), 4),
            ([0x88, 0x30], .pop(0x0830), 4), ([0xC7], .stackFrom(register: 7), 2), ([0xD1], .pop(0x0030), 2),
            ([0xD7], .pop(0x40F0), 2), ([0xD8], .pop(0x01F0), 4), ([0xDF], .pop(0x4FF0), 4),
            ([0xE1], .popDoubles(2), 4), ([0xE8, 0x80], .adjustStack(512), 4), ([0xEB, 0xFF], .adjustStack(4092), 4),
            ([0xEC, 0x90], .pop(0x0090), 2), ([0xED, 0x90], .pop(0x4090), 2), ([0xEF, 0x05], .loadLink(20), 4),
            ([0xF5, 0x02], .popDoubles(3), 4), ([0xF6, 0x11], .popDoubles(1), 4),
            ([0xF7, 0x01, 0x00], .adjustStack(1024), 2), ([0xF8, 0x01, 0x00, 0x00], .adjustStack(0x40000), 2),
            ([0xF9, 0x01, 0x00], .adjustStack(1024), 4), ([0xFA, 0x01, 0x00, 0x00], .adjustStack(0x40000), 4),
            ([0xFB], .nothing, 2), ([0xFC], .nothing, 4),
        ]
        for (codes, effect, size) in cases {
            let list = try #require(UnwindOperation.list((codes + [0xFF])[...]))
            #expect(list == [UnwindOperation(effect, size: size), UnwindOperation(.end, size: 0)], "\(codes)")
        }
        #expect(operations(0xFD) == [UnwindOperation(.end, size: 0, epilogSize: 2)])
        #expect(operations(0xFE) == [UnwindOperation(.end, size: 0, epilogSize: 4)])
    }

    @Test func `reserved codes and lists without an end are refused`() {
        for codes: [UInt8] in [
            [], [0x04], [0xA0], [0xEE, 0x01, 0xFF], [0xEF, 0x10, 0xFF], [0xF0, 0xFF], [0xF4, 0xFF], [0xF8, 0, 0],
            [0xF5, 0x31, 0xFF],
        ] {
            #expect(UnwindOperation.list(codes[...]) == nil, "\(codes)")
        }
    }

    /// `push {r0-r3}; push {r4-r9, lr}; mov r7, sp` … `mov sp, r7; pop {r4-r9, lr}; add sp, #16; bx lr`, the document's
    /// example.
    @Test func `a prolog and an epilog are undone as far as they went`() throws {
        let codes: [UInt8] = [0xC7, 0xDD, 0x04, 0xFD]
        let list = try #require(UnwindOperation.list(codes[...]))
        let record = UnwindRecord(
            byteCount: 0x14A, operations: list, isFragment: false, epilogs: .scopes([0xA0], codes: codes), handler: nil)
        #expect(record.prologByteCount == 8)
        func left(_ offset: UInt32) -> [UnwindOperation.Effect] { record.operations(at: offset).map(\.effect) }
        let frame = UnwindOperation.Effect.stackFrom(register: 7)
        let saved = UnwindOperation.Effect.pop(0x43F0)
        let homes = UnwindOperation.Effect.adjustStack(16)
        #expect(left(0) == [.end])
        #expect(left(2) == [homes, .end])
        #expect(left(6) == [saved, homes, .end])
        #expect(left(8) == [frame, saved, homes, .end])
        #expect(left(0x100) == [frame, saved, homes, .end])
        #expect(left(0x140) == [frame, saved, homes, .end])
        #expect(left(0x142) == [saved, homes, .end])
        #expect(left(0x146) == [homes, .end])
        #expect(left(0x148) == [.end])
        let fragment = UnwindRecord(
            byteCount: 0x14A, operations: list, isFragment: true, epilogs: .scopes([], codes: codes), handler: nil)
        #expect(fragment.operations(at: 2).map(\.effect) == [frame, saved, homes, .end])
    }

    private func packed(
        length: UInt32 = 0x40, returns: UInt32 = 0, homes: UInt32 = 0, reg: UInt32 = 0, doubles: UInt32 = 0,
        link: UInt32 = 1, chain: UInt32 = 0, adjust: UInt32 = 0, flag: UInt32 = 1
    ) -> UnwindRecord? {
        let low = flag | (length / 2) << 2 | returns << 13 | homes << 15
        return PackedUnwindData(word: low | reg << 16 | doubles << 19 | link << 20 | chain << 21 | adjust << 22)
            .record()
    }

    @Test func `packed data says what the canonical prolog does`() throws {
        typealias Effect = UnwindOperation.Effect
        // push {r4, r5, lr}; sub sp, #8 … add sp, #8; pop {r4, r5, pc}
        let plain = try #require(packed(reg: 1, adjust: 2))
        #expect(plain.operations.map(\.effect) == [.adjustStack(8), .pop(0x4030), .end])
        #expect(plain.prologByteCount == 4)
        #expect(plain.operations(at: 0x3E).map(\.effect) == [.pop(0x4030), .end])
        // push.w {r4-r8, lr}: a high register takes 32 bits.
        #expect(try #require(packed(reg: 4)).prologByteCount == 4)
        // push {r0-r3}; push {r11, lr}; mov r11, sp: chained, homed, no others.
        let chained = try #require(packed(returns: 1, homes: 1, reg: 7, doubles: 1, chain: 1))
        #expect(chained.operations.map(\.effect) == [.nothing, .pop(0x4800), .adjustStack(16), .end])
        #expect(chained.prologByteCount == 8)
        // pop {r11}; ldr pc, [sp], #20.
        #expect(chained.operations(at: 0x3C).map(\.effect) == [.loadLink(20), .end])
        // push.w {r4, r5, r11, lr}; add.w r11, sp, #8; sub sp, #8, as clang makes it.
        let clang = try #require(PackedUnwindData(word: 0x00B1_005D).record())
        #expect(clang.byteCount == 0x2E)
        #expect(clang.operations.map(\.effect) == [.adjustStack(8), .nothing, .pop(0x4830), .end])
        #expect(clang.prologByteCount == 10)
        #expect(clang.operations(at: 0x28).map(\.effect) == [.adjustStack(8), .pop(0x4830), .end])
        #expect(clang.operations(at: 0x2A).map(\.effect) == [.pop(0x4830), .end])
        // vpush {d8-d9} and no integer registers but LR.
        let doubles = try #require(packed(reg: 1, doubles: 1))
        #expect(doubles.operations.map(\.effect) == [.popDoubles(2), .pop(0x4000), .end])
        // An adjustment of 8 bytes folded into push {r2-r4, lr} and taken back by add sp.
        let folded = try #require(packed(reg: 0, adjust: 0x3F4 + 1))
        #expect(folded.operations.map(\.effect) == [.pop(0x401C), .end])
        #expect(folded.operations(at: 0x3C).map(\.effect) == [.adjustStack(8), .pop(0x4010), .end])
        // bx lr and b: 2 and 4 bytes more.
        #expect(try #require(packed(returns: 1, link: 0)).operations(at: 0x3E).map(\.effect) == [.end])
        #expect(try #require(packed(returns: 2, link: 0)).operations(at: 0x3C).map(\.effect) == [.end])
        #expect(try #require(packed(returns: 3, adjust: 1, flag: 2)).operations(at: 0).count == 3)
    }

    @Test func `invalid packed data is refused`() {
        #expect(packed(returns: 0, link: 0) == nil)
        #expect(packed(returns: 1, link: 0, chain: 1) == nil)
        #expect(packed(flag: 3) == nil)
    }

    private func image(_ xdata: [UInt32]) throws -> PEImage {
        var builder = ImageBuilder()
        builder.machine = 0x1C4
        builder.sections.append(
            .init(
                name: ".xdata",
                data: xdata.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }))
        return try PEImage(bytes: builder.bytes())
    }

    private func record(_ xdata: [UInt32]) throws -> UnwindRecord? {
        try image(xdata).unwindRecord(of: .init(start: RelativeAddress(0x1001), unwindData: 0x2000))
    }

    @Test func `a record with a handler is read`() throws {
        // As clang's assembler writes it: 12 bytes, X, E, one code word, epilog at index 0.
        let found = try #require(try record([0x1030_0006, 0xFBFF_70A0, 0x1000, 1, 0x1000, 0x1002, 1, 0x1004]))
        #expect(found.byteCount == 12)
        #expect(found.operations.map(\.effect) == [.pop(0x4070), .end])
        #expect(found.handler?.routine.rawValue == 0x1000)
        #expect(found.handler?.data.rawValue == 0x200C)
    }

    @Test func `a record with epilog scopes and an extended header is read`() throws {
        let scopes = try #require(try record([0x1100_0020, 0x0000_0010, 0x0000_001C, 0xFFFF_FD04]))
        #expect(scopes.operations(at: 0x38).map(\.effect) == [.adjustStack(16), .end])
        #expect(scopes.operations(at: 0x3A).map(\.effect) == [.end])
        #expect(scopes.operations(at: 0x22).map(\.effect) == [.end])
        #expect(scopes.handler == nil)
        let extended = try #require(try record([0x0000_0020, 0x0001_0001, 0x0000_0010, 0xFFFF_FD04]))
        #expect(extended.operations == scopes.operations)
        #expect(extended.operations(at: 0x22).map(\.effect) == [.end])
    }

    @Test func `a record that leaves the image, has another version or no end is none`() throws {
        #expect(try record([0x1004_0006, 0xFFFF_FFFF]) == nil)
        #expect(try record([0xF000_0006, 0xFFFF_FFFF]) == nil)
        #expect(try record([0x0000_0006, 0x00FF_FFFF]) == nil)
        #expect(try record([0x1000_0006, 0x0404_0404]) == nil)
    }

    @Test func `no unwind data makes reading trap`() throws {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        func random() -> UInt32 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt32(truncatingIfNeeded: state >> 16)
        }
        var read = 0
        for _ in 0..<2000 {
            let words = (0..<16).map { _ in random() & (random() | 0xFF) }
            let found = [try record(words), PackedUnwindData(word: random()).record()].compactMap(\.self)
            read += found.count
            for record in found {
                for offset in [0, 2, 6, record.byteCount, UInt32.max] { _ = record.operations(at: offset) }
            }
        }
        #expect(read > 500)
    }
}
