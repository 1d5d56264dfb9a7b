/// A program made of a fuzzer's bytes: kernel calls with odd arguments, stores to its buffer, and raw instructions.
///
/// r4 to r10 hold the last results, r11 the address of the first instruction, so that the program runs wherever it is
/// loaded.
struct GuestProgram {
    private(set) var code: [UInt32] = []
    /// Raw instructions; run at the end, and what pointers to functions point to.
    private var raw: [UInt32] = []
    private let isRawThumb: Bool
    private var calls = 0

    private static let base: UInt32 = 11
    private static let firstResult: UInt32 = 4
    private static let results = 7
    /// Room for the fifth and later arguments.
    private static let stackArguments: UInt32 = 32
    private static let maximumWords = Int(GuestLayout.codeSize / 4) - 64
    private static let rawStart = GuestLayout.codeSize - 1024
    private static let maximumRaw = 256

    init(_ source: inout ByteSource, rawIsThumb: Bool) {
        isRawThumb = rawIsThumb
        code += [
            0xE92D_4FF0,  // stmfd sp!, {r4-r11, lr}
            0xE24F_B00C,  // sub r11, pc, #12
            0xE24D_D000 | Self.stackArguments,  // sub sp, sp, #…
        ]
        while !source.isExhausted, code.count < Self.maximumWords - Int(GuestLayout.codeSize / 16) {
            statement(&source)
        }
        if !raw.isEmpty {
            load(12, codePointer(raw: true))
            code += [0xE08B_C00C, 0xE1A0_E00F, 0xE12F_FF1C]  // add ip, r11, ip; mov lr, pc; bx ip
        }
        code += [0xE28D_D000 | Self.stackArguments, 0xE8BD_8FF0]  // add sp, sp, #…; ldmfd sp!, {r4-r11, pc}
    }

    /// The bytes of the code section.
    var bytes: [UInt8] {
        var words = code + Array(repeating: 0, count: max(0, Int(Self.rawStart / 4) - code.count))
        words.removeLast(max(0, words.count - Int(Self.rawStart / 4)))
        words += raw
        return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
    }

    private mutating func statement(_ source: inout ByteSource) {
        switch source.byte() {
        case 0..<0xB0: call(&source)
        case 0xB0..<0xD0: store(&source)
        default: if raw.count < Self.maximumRaw { raw.append(source.word()) }
        }
    }

    private mutating func call(_ source: inout ByteSource) {
        let functions = GuestFunction.all
        let index = Int(source.halfword()) % functions.count
        code.append(0xE88D_07F0)  // stmia sp, {r4-r10}
        for register in 0..<UInt32(4) { argument(register, &source) }
        load(12, ImportTable.slot(of: index) &- GuestLayout.code)
        code += [
            0xE79B_C00C,  // ldr ip, [r11, ip]
            0xE1A0_E00F,  // mov lr, pc
            0xE12F_FF1C,  // bx ip
            0xE1A0_0000 | (Self.firstResult + UInt32(calls % Self.results)) << 12,  // mov rN, r0
        ]
        calls += 1
    }

    private mutating func store(_ source: inout ByteSource) {
        argument(0, &source)
        load(1, bufferPointer(source.halfword() & ~3))
        code.append(0xE78B_0001)  // str r0, [r11, r1]
    }

    private static let odd: [UInt32] = [
        0, 1, 2, 3, 4, 7, 16, 42, 64, 65, 66, 87, 0xFF, 0x104, 0x204, 0x404, 0x604, 0xFFF, 0x1000, 0x2000, 0x3000,
        0x4000,
        0x8000, 0xFFFF, 0x1_0000, 0x1_1000, 0x10_0000, 0x30_0000, 0x30_1000, 0x307F_F0, 0x3FFF_FFFF, 0x4000_0000,
        0x6FFF_FFFF, 0x7000_0000, 0x7FFF_FFFF, 0x8000_0000, 0x8010_0000, 0x807F_FFFC, 0x8080_0000, 0xA000_0000,
        0xC000_0000, 0xC001_0000, 0xD000_0000, 0xF101_FFFC, 0xFFFD_0000, 0xFFFF_0000, 0xFFFF_C800, 0xFFFF_FFFC,
        0xFFFF_FFFE, 0xFFFF_FFFF,
    ]

    private mutating func argument(_ register: UInt32, _ source: inout ByteSource) {
        let kind = source.byte()
        switch kind & 7 {
        case 0, 1: load(register, Self.odd[Int(source.byte()) % Self.odd.count])
        case 2: load(register, source.word())
        case 3: load(register, UInt32(source.halfword()))
        case 4, 5:
            load(register, bufferPointer(kind & 0x80 == 0 ? source.halfword() & ~3 : source.halfword()))
            code.append(0xE080_0000 | Self.base << 16 | register << 12 | register)  // add rN, r11, rN
        case 6:
            load(register, codePointer(raw: kind & 0x80 != 0))
            code.append(0xE080_0000 | Self.base << 16 | register << 12 | register)
        default:
            let result = Self.firstResult + UInt32(kind >> 3) % UInt32(Self.results)
            code.append(0xE1A0_0000 | register << 12 | result)  // mov rN, rM
        }
    }

    /// `ldr rN, =value` with the literal behind a branch around it.
    private mutating func load(_ register: UInt32, _ value: UInt32) {
        code += [0xE59F_0000 | register << 12, 0xEA00_0000, value]
    }

    private func bufferPointer(_ offset: UInt16) -> UInt32 {
        GuestLayout.buffer - GuestLayout.code + UInt32(offset) % GuestLayout.bufferSize
    }

    private func codePointer(raw: Bool) -> UInt32 { raw ? Self.rawStart | (isRawThumb ? 1 : 0) : 0 }
}
