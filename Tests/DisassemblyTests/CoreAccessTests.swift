import ARMCore
import Disassembly
import GuestAddress
import Testing
import Unicorn

/// Random loads and stores, run by a core whose memory is one device window that notes what it is asked for.
@Suite struct `The core touches the bytes that the decoder names` {
    /// Encodings to draw from: `bits` under `mask`, the rest random.
    struct Family: CustomTestStringConvertible, Sendable {
        var name: String
        var thumb: Bool
        var mask: UInt32
        var bits: UInt32
        var testDescription: String { name }
    }

    static let families: [Family] = [
        Family(name: "A32 ldr and str, immediate", thumb: false, mask: 0xFE00_0000, bits: 0xE400_0000),
        Family(name: "A32 ldr and str, register", thumb: false, mask: 0xFE00_0010, bits: 0xE600_0000),
        Family(name: "A32 halfwords and doublewords", thumb: false, mask: 0xFE00_0090, bits: 0xE000_0090),
        Family(name: "A32 ldm and stm", thumb: false, mask: 0xFE40_8000, bits: 0xE800_0000),
        Family(name: "A32 ldrex", thumb: false, mask: 0xFF90_0FFF, bits: 0xE190_0F9F),
        Family(name: "A32 vldr, vldm and their stores", thumb: false, mask: 0xFE00_0EC0, bits: 0xEC00_0A00),
        Family(name: "A32 vld1 to vld4 and their stores", thumb: false, mask: 0xFF10_0000, bits: 0xF400_0000),
        Family(name: "T32 16 bits, immediate", thumb: true, mask: 0xFFFF_E000, bits: 0x6000),
        Family(name: "T32 16 bits, register", thumb: true, mask: 0xFFFF_F000, bits: 0x5000),
        Family(name: "T32 16 bits, halfwords", thumb: true, mask: 0xFFFF_F000, bits: 0x8000),
        Family(name: "T32 16 bits, multiple", thumb: true, mask: 0xFFFF_F000, bits: 0xC000),
        Family(name: "T32 single", thumb: true, mask: 0xFE00_0000, bits: 0xF800_0000),
        Family(name: "T32 multiple", thumb: true, mask: 0xFE40_8000, bits: 0xE800_0000),
        Family(name: "T32 doublewords", thumb: true, mask: 0xFE40_0000, bits: 0xE840_0000),
        Family(name: "T32 vector", thumb: true, mask: 0xFE00_0EC0, bits: 0xEC00_0A00),
    ]

    static let code: UInt32 = 0x8000_0000

    @Test(arguments: families) func `random operands`(_ family: Family) throws {
        let disassembler = try #require(Disassembler())
        let core = try RecordingCore(code: Self.code)
        var state: UInt64 = 0xD15A_55E3
        var compared = 0
        for _ in 0..<600 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let encoding = UInt32(truncatingIfNeeded: state >> 32) & ~family.mask | family.bits
            let bytes = Decoding(encoding, "", "").bytes(thumb: family.thumb)
            guard let instruction = disassembler.instruction(bytes, at: VirtualAddress(Self.code), thumb: family.thumb),
                let memory = instruction.memory, isComparable(instruction)
            else { continue }
            let ranges = memory.addresses(register: RecordingCore.register)
            // What lies in the bank of code does not reach the window.
            guard ranges.allSatisfy({ $0.address.rawValue >> 20 != Self.code >> 20 }) else { continue }
            guard let touched = try core.run(bytes, size: instruction.size, thumb: family.thumb) else { continue }
            let isWrite = ranges.first?.kind == .write
            let expected = ranges.flatMap { bytesAskedFor($0, elementSize: memory.elementSize) }
            compared += 1
            let difference = touched.addresses.symmetricDifference(expected)
            #expect(
                difference.isEmpty && touched.isWrite == isWrite,
                "\(hexadecimal(encoding)) \(instruction.text): \(ranges), differs at \(difference.sorted().prefix(8))")
        }
        #expect(compared >= 50, "\(compared)")
    }

    /// The bytes that reach a window. An unaligned read reaches it as the aligned elements on both sides; that is the
    /// engine's way, and only of windows.
    private func bytesAskedFor(_ range: MemoryAccess.Range, elementSize: UInt32) -> [UInt32] {
        var first = range.address.rawValue
        var count = range.size
        let excess = first & (elementSize &- 1)
        if range.kind == .read, excess != 0 {
            first &-= excess
            count &+= elementSize
        }
        return (0..<count).map { first &+ $0 }
    }

    /// Whether the instruction goes on behind itself and always makes its access.
    private func isComparable(_ instruction: Instruction) -> Bool {
        let operation = instruction.text.prefix { $0 != " " }
        let skipped = ["strex", "stlex", "swp", "tbb", "tbh", "rfe", "fldm", "fstm"]
        guard !skipped.contains(where: operation.hasPrefix) else { return false }
        // A load of PC is a branch, and PC as a register to be changed is unpredictable.
        let operands = instruction.text.dropFirst(operation.count)
        let bracket = operands.firstIndex(of: "[") ?? operands.endIndex
        if operands[..<bracket].contains("pc") { return false }
        return !(operands[bracket...].contains("pc") && instruction.memory?.writesBack != false)
    }
}

/// A Cortex-A8 with one page of code and a window everywhere else.
private final class RecordingCore: DeviceWindow {
    struct Touched {
        var addresses: Set<UInt32>
        var isWrite: Bool
    }

    private let engine: Engine
    private let ram: GuestRAM
    private let code: UInt32
    private var touched: Set<UInt32> = []
    private var writes = false
    private let upper: Upper

    /// The values before each instruction: multiples of 8, far apart, and CPSR (SYSTEM mode, no flags) for 16.
    static func register(_ index: Int) -> UInt32 {
        index == 16 ? 0x1F : 0x0400_1000 &+ UInt32(index) &* 0x0500_0808
    }

    init(code: UInt32) throws {
        self.code = code
        engine = try Engine(cpu: .cortexA8)
        ram = try GuestRAM(size: 0x10_0000)
        upper = Upper()
        try engine.map(ram, at: PhysicalAddress(code))
        try engine.map(self, over: #require(AddressRange(base: PhysicalAddress(0), size: UInt64(code))))
        let above = PhysicalAddress(code + 0x10_0000)
        upper.base = above.rawValue
        try engine.map(upper, over: AddressRange(base: above, clampedSize: .max))
        upper.owner = self
        // CPACR, then FPEXC by guest code, so that vector loads run.
        try engine.writeCP15(CP15Register(crn: 1, crm: 0, opc2: 2), 0x00F0_0000)
        try #require(ram.setWord(0xEEE8_0A10, at: 0))  // vmsr fpexc, r0
        engine.setRegister(0, 0x4000_0000)
        try #require(engine.run(from: code, end: code + 4) == .reachedEnd)
    }

    /// Runs one instruction and says what it touched; nil when it is undefined or aborts.
    func run(_ bytes: [UInt8], size: Int, thumb: Bool) throws -> Touched? {
        try engine.writeCode(bytes.span, at: PhysicalAddress(code))
        var registers = CoreRegisters()
        for index in 0..<15 { registers.r[index] = Self.register(index) }
        registers.cpsr = Self.register(16) | (thumb ? CoreRegisters.thumbBit : 0)
        engine.writeRegisters(registers)
        touched = []
        writes = false
        // The engine gives up on some undefined instructions instead of raising the exception.
        let reason = try? engine.run(from: code | (thumb ? 1 : 0), end: code + UInt32(size))
        return reason == .reachedEnd ? Touched(addresses: touched, isWrite: writes) : nil
    }

    func note(_ address: UInt32, size: Int, isWrite: Bool) {
        for index in 0..<UInt32(size) { touched.insert(address &+ index) }
        writes = writes || isWrite
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        note(offset, size: size, isWrite: false)
        return 0
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) { note(offset, size: size, isWrite: true) }

    /// The window above the code.
    private final class Upper: DeviceWindow {
        var base: UInt32 = 0
        weak var owner: RecordingCore?

        func read(offset: UInt32, size: Int) -> UInt32 {
            owner?.note(base &+ offset, size: size, isWrite: false)
            return 0
        }

        func write(_ value: UInt32, offset: UInt32, size: Int) {
            owner?.note(base &+ offset, size: size, isWrite: true)
        }
    }
}
