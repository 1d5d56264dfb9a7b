import ARMCore
import GuestAddress
import TestSupport
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import Coredll

/// The functions of coredll for short blocks and strings that are guest code, against the same in Swift.
@Suite struct BlockCodeTests {
    /// A core without MMU that has the code, and where a host would be asked a function that says so in r9.
    private final class Core {
        static let base: UInt32 = 0x8000_0000
        static let asked: UInt32 = base + 0x1FE0
        static let data: UInt32 = base + 0x2000
        let engine: Engine
        let ram: GuestRAM
        let code = LibraryCode.blocks(.arm926)

        init() throws {
            engine = try Engine(cpu: .arm926)
            ram = try GuestRAM(size: 0x3000)
            let image = code.image
            let isWritten = ram.write(image.span, at: 0)
            try #require(isWritten)
            for index in code.names.indices { try #require(ram.setWord(Self.asked, at: index * 4)) }
            // MOV R9, #1; BX LR.
            try #require(ram.setWord(0xE3A0_9001, at: 0x1FE0) && ram.setWord(0xE12F_FF1E, at: 0x1FE4))
            try engine.map(ram, at: PhysicalAddress(Self.base))
        }

        /// Runs a function, and sees to it after each `step` instructions that the host could begin it anew.
        /// - Returns: r0 at the end; nil when the code asks the host.
        func call(_ name: String, _ arguments: [UInt32], step: UInt64) throws -> UInt32? {
            let index = try #require(code.names.firstIndex(of: name))
            var registers = engine.readRegisters()
            for place in 0..<13 { registers.r[place] = 0x1111_1111 &* UInt32(place) }
            for (place, argument) in arguments.enumerated() { registers.r[place] = argument }
            registers.sp = Self.base + 0x1F00
            registers.lr = Self.base + 0x1FF0
            engine.writeRegisters(registers)
            var pc = Self.base + code.start(index)
            while try engine.run(from: pc, limit: engine.instructions + step, end: registers.lr) != .reachedEnd {
                let now = engine.readRegisters()
                pc = now.pc
                // The result is there when nothing is left to do but to return.
                guard now.r[9] == registers.r[9] else { continue }
                #expect(arguments.indices.dropFirst().allSatisfy { now.r[$0] == arguments[$0] }, "\(name)")
                #expect((4..<12).allSatisfy { now.r[$0] == registers.r[$0] }, "\(name)")
                #expect(now.sp == registers.sp && now.lr == registers.lr, "\(name)")
            }
            guard engine.register(9) != 1 else {
                #expect(arguments.indices.allSatisfy { engine.register($0) == arguments[$0] }, "\(name) \(arguments)")
                return nil
            }
            return engine.register(0)
        }

        func put(_ bytes: [UInt8], at offset: Int) throws {
            let isWritten = ram.write(bytes.span, at: 0x2000 + offset)
            try #require(isWritten)
        }
        func bytes() throws -> [UInt8] { try #require(ram.bytes(at: 0x2000, count: 0x400)) }
    }

    /// Memory of few different bytes, so that blocks and strings are often alike for a while.
    private static func memory(_ random: inout RandomSource) -> [UInt8] {
        let values: [UInt8] = [0, 1, 0x41, 0x80, 0xFF]
        let zeros = random.below(40)
        return (0..<0x400).map { _ in
            random.below(40) < zeros ? 0 : values[1 + random.below(random.below(2) == 0 ? 1 : 4)]
        }
    }

    private static func order(_ left: [UInt16], _ right: [UInt16]) -> UInt32 {
        left == right ? 0 : left.lexicographicallyPrecedes(right) ? .max : 1
    }

    /// What a function makes of the memory, and returns.
    private static func expected(
        _ name: String, _ a: Int, _ b: Int, _ count: Int, _ memory: inout [UInt8]
    ) -> UInt32 {
        let first = Core.data + UInt32(a)
        func text(_ place: Int, _ step: Int) -> [UInt16] {
            Array(
                stride(from: place, to: 0x3FE, by: step).lazy.map { [memory] in
                    UInt16(memory[$0]) | (step == 2 ? UInt16(memory[$0 + 1]) << 8 : 0)
                }.prefix { $0 != 0 })
        }
        let step = name.hasPrefix("wcs") ? 2 : 1
        switch name {
        case "memcpy":
            memory.replaceSubrange(a..<a + count, with: Array(memory[b..<b + count]))
            return first
        case "memset":
            memory.replaceSubrange(a..<a + count, with: repeatElement(UInt8(truncatingIfNeeded: b), count: count))
            return first
        case "memcmp":
            return order(memory[a..<a + count].map(UInt16.init), memory[b..<b + count].map(UInt16.init))
        case "strlen", "wcslen": return UInt32(text(a, step).count)
        case "strcmp", "wcscmp": return order(text(a, step), text(b, step))
        default:
            let length = (text(b, step).count + 1) * step
            memory.replaceSubrange(a..<a + length, with: Array(memory[b..<b + length]))
            return first
        }
    }

    @Test func `blocks and strings are what they are in Swift, and can be begun anew`() throws {
        let core = try Core()
        var random = RandomSource(seed: 20_261_130)
        var answered: [String: Int] = [:]
        for round in 0..<3000 {
            var memory = Self.memory(&random)
            // A string begins in the first 640 bytes, and ends.
            for index in 0x300..<0x400 { memory[index] = 0 }
            try core.put(memory, at: 0)
            let name = core.code.names[round % core.code.names.count]
            let step = random.below(2) == 0 ? 1 : 4
            let (a, b) = (random.below(0x200 / step) * step, random.below(0x200 / step) * step)
            let count = random.below(random.below(2) == 0 ? 20 : 140)
            let second = name == "memset" ? UInt32(b) : Core.data + UInt32(b)
            let arguments = [Core.data + UInt32(a), second, UInt32(count)]
            let used = name.hasSuffix("len") ? 1 : name.hasPrefix("mem") ? 3 : 2
            let found = try core.call(name, Array(arguments.prefix(used)), step: UInt64(1 + random.below(40)))
            guard let found else { continue }
            let result = Self.expected(name, a, b, count, &memory)
            guard try found == result && core.bytes() == memory else {
                Issue.record("\(name) \(a) \(b) \(count): \(found), expected \(result)")
                return
            }
            answered[name, default: 0] += 1
        }
        #expect(core.code.names.allSatisfy { answered[$0, default: 0] > 80 }, "\(answered)")
    }

    @Test(arguments: [
        ("memcpy", [Core.data, Core.data + 0x100, 128], true), ("memcpy", [Core.data, Core.data + 0x100, 129], false),
        ("memcpy", [Core.data + 1, Core.data + 0x100, 32], true),
        ("memcpy", [Core.data + 1, Core.data + 0x100, 33], false),
        ("memcpy", [Core.data + 4, Core.data, 8], false), ("memcpy", [Core.data, Core.data + 4, 8], true),
        ("memset", [Core.data, 1, 128], true), ("memset", [Core.data, 1, 129], false),
        ("memset", [Core.data + 2, 1, 33], false), ("memcmp", [Core.data, Core.data, 33], false),
        ("wcslen", [Core.data + 1], false), ("wcscmp", [Core.data, Core.data + 1], false),
        ("strcpy", [Core.data, Core.data + 71], false), ("strcpy", [Core.data, Core.data + 72], true),
        ("strlen", [Core.data + 0x380], false), ("memcpy", [Core.data, Core.data, .max], false),
    ]) private func `what is long, overlaps or is odd is left to the host`(
        name: String, arguments: [UInt32], isAnswered: Bool
    ) throws {
        let core = try Core()
        try core.put([UInt8](repeating: 0, count: 0x380) + [UInt8](repeating: 1, count: 0x80), at: 0)
        #expect(try (core.call(name, arguments, step: 8) != nil) == isAnswered)
    }
}
