import ARMCore
import GuestAddress
import TestSupport
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import Coredll

/// The floating-point functions of coredll that are guest code, against the host's arithmetic.
@Suite struct FloatCodeTests {
    /// A core without MMU that has the code, and where a host would be asked a function that says so in r9.
    private struct Core {
        static let base: UInt32 = 0x8000_0000
        static let asked: UInt32 = base + 0x1FE0
        let engine: Engine
        let code = LibraryCode.floats(.arm926)

        init() throws {
            engine = try Engine(cpu: .arm926)
            let ram = try GuestRAM(size: 0x3000)
            let isWritten = ram.write(code.image.span, at: 0)
            try #require(isWritten)
            for index in code.names.indices { try #require(ram.setWord(Self.asked, at: index * 4)) }
            // MOV R9, #1; BX LR.
            try #require(ram.setWord(0xE3A0_9001, at: 0x1FE0) && ram.setWord(0xE12F_FF1E, at: 0x1FE4))
            try engine.map(ram, at: PhysicalAddress(Self.base))
        }

        /// Runs a function.
        /// - Returns: r1 and r0 at the end; nil when it asks the host, with its arguments as they were.
        func call(_ name: String, _ arguments: [UInt32]) throws -> UInt64? {
            let index = try #require(code.names.firstIndex(of: name))
            var registers = engine.readRegisters()
            for (place, argument) in arguments.enumerated() { registers.r[place] = argument }
            registers.r[9] = 0
            registers.sp = Self.base + 0x2800
            registers.lr = Self.base + 0x1FF0
            engine.writeRegisters(registers)
            #expect(try engine.run(from: Self.base + code.start(index), end: registers.lr) == .reachedEnd)
            guard engine.register(9) == 0 else {
                #expect(arguments.indices.allSatisfy { engine.register($0) == arguments[$0] }, "\(name) \(arguments)")
                return nil
            }
            return UInt64(engine.register(1)) << 32 | UInt64(engine.register(0))
        }
    }

    /// Numbers that are near each other or far from it, whose sums and products lie between two others, and all kinds.
    private struct Numbers {
        var random = RandomSource(seed: 20_061_101)

        mutating func bits(exponents: ClosedRange<UInt64>, significand: UInt64) -> UInt64 {
            let fraction = UInt64.random(in: 0..<1 << significand, using: &random)
            let kept = UInt64.random(in: 0...significand, using: &random)
            let exponent = UInt64.random(in: exponents, using: &random)
            let sign = UInt64.random(in: 0...1, using: &random) << (significand == 52 ? 63 : 31)
            return sign | exponent << significand | (fraction >> kept) << kept
        }

        mutating func double() -> UInt64 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: [0, 1 << 63, 0x7FF0_0000_0000_0000, 0x7FF8_0000_0000_0000, 1].randomElement(using: &random) ?? 0
            case 1: bits(exponents: 0...2047, significand: 52)
            case 2...9: bits(exponents: 1000...1060, significand: 52)
            default: bits(exponents: 1021...1025, significand: 52)
            }
        }

        mutating func single() -> UInt64 {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: [0, 1 << 31, 0x7F80_0000, 0x7FC0_0000, 1].randomElement(using: &random) ?? 0
            case 1: bits(exponents: 0...255, significand: 23)
            case 2...9: bits(exponents: 110...160, significand: 23)
            default: bits(exponents: 125...129, significand: 23)
            }
        }
    }

    private static let rounds = 3000

    /// Whether the code has to answer by itself: of normal numbers and zeros a normal number or a zero.
    private static func isPlain(_ values: Double...) -> Bool { values.allSatisfy { $0.isNormal || $0.isZero } }

    @Test func `doubles are what the host's are`() throws {
        let core = try Core()
        var numbers = Numbers()
        let operations: [(String, (Double, Double) -> Double)] = [("__addd", +), ("__subd", -), ("__muld", *)]
        let comparisons: [(String, (Double, Double) -> Bool)] = [
            ("__eqd", ==), ("__ned", !=), ("__ltd", <), ("__led", <=), ("__gtd", >), ("__ged", >=),
        ]
        for _ in 0..<Self.rounds {
            let (a, b) = (numbers.double(), numbers.double())
            let (x, y) = (Double(bitPattern: a), Double(bitPattern: b))
            let words = [a, b].flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }
            for (name, operation) in operations {
                let expected = operation(x, y)
                let found = try core.call(name, words)
                guard found ?? expected.bitPattern == expected.bitPattern,
                    found != nil || !Self.isPlain(x, y, expected) || (expected.isZero && !x.isZero && !y.isZero)
                else {
                    Issue.record("\(name) \(x) \(y): \(String(describing: found)), expected \(expected.bitPattern)")
                    return
                }
            }
            for (name, comparison) in comparisons {
                let found = try core.call(name, words)
                guard let found, UInt32(truncatingIfNeeded: found) == (comparison(x, y) ? 1 : 0) else {
                    Issue.record("\(name) \(x) \(y)")
                    return
                }
            }
            let narrow = try core.call("__dtos", Array(words.prefix(2)))
            let expected = Float(x)
            guard narrow.map({ UInt32(truncatingIfNeeded: $0) }) ?? expected.bitPattern == expected.bitPattern,
                narrow != nil || !Self.isPlain(x, Double(expected)) || abs(expected) < .leastNormalMagnitude
            else {
                Issue.record("__dtos \(x)")
                return
            }
        }
    }

    @Test func `floats are what the host's are`() throws {
        let core = try Core()
        var numbers = Numbers()
        let operations: [(String, (Float, Float) -> Float)] = [
            ("__adds", +), ("__subs", -), ("__muls", *), ("__divs", /),
        ]
        let comparisons: [(String, (Float, Float) -> Bool)] = [
            ("__eqs", ==), ("__nes", !=), ("__lts", <), ("__les", <=), ("__gts", >), ("__ges", >=),
        ]
        for _ in 0..<Self.rounds {
            let words = [UInt32(numbers.single()), UInt32(numbers.single())]
            let (x, y) = (Float(bitPattern: words[0]), Float(bitPattern: words[1]))
            for (name, operation) in operations {
                let expected = operation(x, y)
                let found = try core.call(name, words).map { UInt32(truncatingIfNeeded: $0) }
                let isPlain = [x, y, expected].allSatisfy { $0.isNormal || $0.isZero }
                guard found ?? expected.bitPattern == expected.bitPattern,
                    found != nil || !isPlain || (name == "__divs" && y.isZero)
                        || (expected.isZero && !x.isZero && !y.isZero)
                else {
                    Issue.record("\(name) \(x) \(y): \(String(describing: found)), expected \(expected.bitPattern)")
                    return
                }
            }
            for (name, comparison) in comparisons {
                let found = try core.call(name, words)
                guard let found, UInt32(truncatingIfNeeded: found) == (comparison(x, y) ? 1 : 0) else {
                    Issue.record("\(name) \(x) \(y)")
                    return
                }
            }
            let wide = try core.call("__stod", [words[0]])
            guard wide ?? Double(x).bitPattern == Double(x).bitPattern, wide != nil || !(x.isNormal || x.isZero) else {
                Issue.record("__stod \(x)")
                return
            }
        }
    }
}
