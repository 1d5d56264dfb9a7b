import Disassembly
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Which instruction of a block made an access, from the block, the address and the registers.
@Suite struct AccessLocatorTests {
    private let harness: CallHarness
    private let start: UInt32
    private let disassembler = Disassembler()

    init() throws {
        harness = try CallHarness()
        start = harness.page
    }

    private func write(_ words: [UInt32]) throws {
        for (index, word) in words.enumerated() { try harness.view.setWord(word, start + UInt32(index) * 4) }
    }

    /// The offset in the block of what the locator names.
    private func locate(
        _ locator: inout AccessLocator, _ address: UInt32, size: UInt32 = 4, isWrite: Bool = false, bytes: UInt32,
        isThumb: Bool = false, registers: [Int: UInt32] = [:], asked: Counter = Counter()
    ) -> UInt32 {
        locator.locate(
            address, size: size, isWrite: isWrite,
            in: AccessLocator.Place(start: start, size: bytes, isThumb: isThumb, process: 1),
            registers: {
                asked.count += 1
                var values = CoreRegisters()
                for (number, value) in registers { values.r[number] = value }
                return values
            }, code: harness.view, disassembler: disassembler) - start
    }

    private final class Counter { var count = 0 }

    @Test func `the only store of a block is found without its registers`() throws {
        // ldr r1, [r0]; str r1, [r2, #4]; ldr r3, [r4]
        try write([0xE590_1000, 0xE582_1004, 0xE594_3000])
        var locator = AccessLocator()
        let asked = Counter()
        #expect(locate(&locator, 0x1234, isWrite: true, bytes: 12, asked: asked) == 4)
        #expect(asked.count == 0)
    }

    @Test func `of two loads the registers decide`() throws {
        try write([0xE590_1000, 0xE582_1004, 0xE594_3000])
        var locator = AccessLocator()
        let registers: [Int: UInt32] = [0: 0x1000, 4: 0x2000]
        #expect(locate(&locator, 0x1000, bytes: 12, registers: registers) == 0)
        #expect(locate(&locator, 0x2000, bytes: 12, registers: registers) == 8)
        // A byte in the middle of what the load reads.
        #expect(locate(&locator, 0x2003, size: 1, bytes: 12, registers: registers) == 8)
    }

    @Test func `an access that no instruction fits is the block's`() throws {
        try write([0xE590_1000, 0xE582_1004, 0xE594_3000])
        var locator = AccessLocator()
        let registers: [Int: UInt32] = [0: 0x1000, 4: 0x2000]
        #expect(locate(&locator, 0x3000, bytes: 12, registers: registers) == 0)
        // More bytes than any of the loads reads.
        #expect(locate(&locator, 0x2000, size: 8, bytes: 12, registers: registers) == 0)
    }

    @Test func `a word of a multiple load is its own`() throws {
        // ldr r1, [r0]; ldmia r4, {r5-r8}
        try write([0xE590_1000, 0xE894_01E0])
        var locator = AccessLocator()
        #expect(locate(&locator, 0x200C, bytes: 8, registers: [0: 0x1000, 4: 0x2000]) == 4)
        #expect(locate(&locator, 0x2010, bytes: 8, registers: [0: 0x1000, 4: 0x2000]) == 0)
    }

    @Test func `Thumb code is read as such`() throws {
        // movs r0, #1; ldr r1, [r0]; str r1, [r2, #4]
        try harness.view.write([0x01, 0x20, 0x01, 0x68, 0x51, 0x60], start)
        var locator = AccessLocator()
        #expect(locate(&locator, 0x1000, bytes: 6, isThumb: true) == 2)
        #expect(locate(&locator, 0x1004, isWrite: true, bytes: 6, isThumb: true) == 4)
    }

    @Test func `what was decoded is kept until it is forgotten`() throws {
        try write([0xE1A0_0000, 0xE590_1000])
        var locator = AccessLocator()
        #expect(locate(&locator, 0x1000, bytes: 8) == 4)
        try write([0xE590_1000, 0xE1A0_0000])
        #expect(locate(&locator, 0x1000, bytes: 8) == 4)
        locator.forget()
        #expect(locate(&locator, 0x1000, bytes: 8) == 0)
    }

    @Test func `blocks of other processes are others`() throws {
        try write([0xE1A0_0000, 0xE590_1000])
        var locator = AccessLocator()
        #expect(locate(&locator, 0x1000, bytes: 8) == 4)
        try write([0xE590_1000, 0xE1A0_0000])
        let other = locator.locate(
            0x1000, size: 4, isWrite: false,
            in: AccessLocator.Place(start: start, size: 8, isThumb: false, process: 2),
            registers: { CoreRegisters() }, code: harness.view, disassembler: disassembler)
        #expect(other == start)
    }

    @Test func `code that cannot be read, and a machine without a disassembler, leave the block's address`() throws {
        var locator = AccessLocator()
        let nowhere = locator.locate(
            0x1000, isWrite: false, in: AccessLocator.Place(start: 0x30, size: 8, isThumb: false, process: 1),
            registers: { CoreRegisters() }, code: harness.view, disassembler: disassembler)
        #expect(nowhere == 0x30)
        let plain = locator.locate(
            0x1000, isWrite: false, in: AccessLocator.Place(start: start, size: 8, isThumb: false, process: 1),
            registers: { CoreRegisters() }, code: harness.view, disassembler: nil)
        #expect(plain == start)
    }
}
