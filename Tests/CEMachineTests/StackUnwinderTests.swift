import GuestAddress
import PEImage
import TestSupport
import Testing
import Unicorn

@testable import CEDiagnosis
@testable import CEKernel
@testable import CEMemory

/// The way up a stack, through prologs that have run in part, in both forms of the function table.
@Suite struct StackUnwinderTests {
    private let harness: CallHarness
    private var kernel: Kernel { harness.kernel }
    private var stack: UInt32 { harness.page + 0x1000 }

    init() throws { harness = try CallHarness() }

    /// push {r4, r11, lr}; sub sp, #8; nop; nop; add sp, #8; pop {r4, r11, pc}
    private static var a32: ImageBuilder {
        var builder = ImageBuilder()
        builder.sections[0].data = .words(
            0xE92D_4810, 0xE24D_D008, 0xE1A0_0000, 0xE1A0_0000, 0xE28D_D008, 0xE8BD_8810)
        // Two instructions of prolog, six in all, of 32 bits.
        _ = builder.add(".pdata", .words(0x1000_1000, 0x4000_0602), directory: 3)
        _ = builder.add(".reloc", .words(0x2000, 12) + .halves(0x3000, 0), directory: 5)
        return builder
    }

    /// push {r4, r5, lr}; sub sp, #8; nop …; add sp, #8; pop {r4, r5, pc}, with packed unwind data.
    private static var thumb2: ImageBuilder {
        var builder = ImageBuilder()
        builder.machine = 0x1C4
        builder.sections[0].data = .halves(0xB530, 0xB082, 0xBF00, 0xBF00, 0xB002, 0xBD30)
        // Six halfwords, two saved registers and LR, two words of locals.
        _ = builder.add(".pdata", .words(0x1001, 0x0091_0019), directory: 3)
        return builder
    }

    private func load(_ builder: ImageBuilder) throws -> (unwinder: StackUnwinder, base: UInt32) {
        kernel.files.add(named: "unw.dll", bytes: builder.bytes())
        let module = try #require(try kernel.load(kernel.imageFile(named: "unw.dll"), into: harness.process).last)
        return (StackUnwinder(kernel: kernel, thread: harness.thread), module.base.rawValue)
    }

    private func registers(_ pc: UInt32, sp: UInt32, lr: UInt32) -> CoreRegisters {
        var registers = CoreRegisters()
        registers.r[4] = 4
        registers.r[5] = 5
        registers.r[11] = 11
        registers.sp = sp
        registers.lr = lr
        registers.pc = pc
        return registers
    }

    private func write(_ words: [UInt32], _ address: UInt32) throws {
        for (index, word) in words.enumerated() { try harness.view.setWord(word, address + UInt32(index) * 4) }
    }

    @Test func `an A32 prolog is undone as far as it went`() throws {
        let (unwinder, base) = try load(Self.a32)
        let text = base + 0x1000
        // Locals, then r4, r11 and LR as the prolog leaves them.
        try write([0, 0, 0x44, 0xBB, text + 0x14], stack)
        let before = try #require(
            unwinder.caller(of: registers(text, sp: stack + 20, lr: text + 0x14), isInnermost: true))
        #expect(before.pc == text + 0x14 && before.sp == stack + 20 && before.r[4] == 4)
        let pushed = try #require(unwinder.caller(of: registers(text + 4, sp: stack + 8, lr: 0), isInnermost: true))
        #expect(pushed.pc == text + 0x14 && pushed.sp == stack + 20)
        #expect(pushed.r[4] == 0x44 && pushed.r[11] == 0xBB && pushed.r[5] == 5)
        for isInnermost in [true, false] {
            let body = try #require(
                unwinder.caller(of: registers(text + 12, sp: stack, lr: 0), isInnermost: isInnermost))
            #expect(body.pc == text + 0x14 && body.sp == stack + 20 && body.r[4] == 0x44 && body.r[11] == 0xBB)
            #expect(!body.isThumb)
        }
    }

    @Test func `a Thumb-2 function is left by its unwind codes`() throws {
        let (unwinder, base) = try load(Self.thumb2)
        let text = base + 0x1000
        try write([0, 0, 0x44, 0x55, text + 0xB], stack)
        let place = try #require(unwinder.function(at: text + 6))
        #expect(place.start == text && place.isThumb && place.record?.byteCount == 12)
        let body = try #require(unwinder.caller(of: registers(text + 6, sp: stack, lr: 0), isInnermost: true))
        #expect(body.pc == text + 0xA && body.isThumb && body.sp == stack + 20)
        #expect(body.r[4] == 0x44 && body.r[5] == 0x55 && body.r[11] == 11)
        let entered = try #require(
            unwinder.caller(of: registers(text, sp: stack + 20, lr: text + 7), isInnermost: true))
        #expect(entered.pc == text + 6 && entered.sp == stack + 20 && entered.r[4] == 4)
    }

    @Test func `outside of all tables only the innermost function has a caller, in LR`() throws {
        let (unwinder, base) = try load(Self.a32)
        let leaf = registers(base + 0x1800, sp: stack, lr: base + 0x1009)
        let above = try #require(unwinder.caller(of: leaf, isInnermost: true))
        #expect(above.pc == base + 0x1008 && above.isThumb && above.sp == stack)
        #expect(unwinder.caller(of: leaf, isInnermost: false) == nil)
        #expect(unwinder.function(at: base + 0x1017) != nil)
        #expect(unwinder.function(at: base + 0x1018) == nil)
        #expect(unwinder.function(at: 0x10) == nil)
    }

    @Test func `a stack that cannot be read, or wraps, has no way up`() throws {
        let (unwinder, base) = try load(Self.a32)
        for sp in [0x10, 0xFFFF_FFF8, 0x7000_0000] as [UInt32] {
            #expect(unwinder.caller(of: registers(base + 0x1008, sp: sp, lr: 0), isInnermost: true) == nil)
        }
    }

    @Test func `a backtrace tells a recursion in one line, and ends`() throws {
        let (_, base) = try load(Self.a32)
        let text = base + 0x1000
        for depth in 0..<4 as Range<UInt32> { try write([0, 0, 4, 11, text + 0xC], stack + depth * 20) }
        try write([0, 0, 4, 11, 0x10], stack + 80)
        #expect(
            kernel.backtrace(from: registers(text + 0xC, sp: stack, lr: 0), harness.thread)
                == ["unw.dll+0x100c, 4 times"])
    }
}
