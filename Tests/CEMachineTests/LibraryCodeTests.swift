import ARMCore
import GuestAddress
import OEMAddrTable
import PEImage
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMachine
@testable import Coredll

/// The functions of coredll that are guest code.
@Suite struct LibraryCodeTests {
    /// A core without MMU that has the code at an address of its own.
    private struct Core {
        static let base: UInt32 = 0x8000_0000
        let engine: Engine
        let code = LibraryCode.division(.arm926)

        init() throws {
            engine = try Engine(cpu: .arm926)
            let ram = try GuestRAM(size: 0x2000)
            let isWritten = ram.write(code.image.span, at: 0)
            try #require(isWritten)
            try engine.map(ram, at: PhysicalAddress(Self.base))
        }

        /// Runs a function.
        /// - Returns: r0 and r1 at the end.
        func call(_ name: String, _ arguments: UInt32...) throws -> (UInt32, UInt32) {
            let index = try #require(code.names.firstIndex(of: name))
            var registers = engine.readRegisters()
            for (place, argument) in arguments.enumerated() { registers.r[place] = argument }
            registers.lr = Self.base + 0x1FF0
            engine.writeRegisters(registers)
            #expect(try engine.run(from: Self.base + code.start(index), end: registers.lr) == .reachedEnd)
            return (engine.register(0), engine.register(1))
        }
    }

    /// What is easily got wrong: the ends of the range, powers of two and their neighbours.
    private static let numbers: [UInt32] = {
        var numbers: [UInt32] = [3, 5, 7, 10, 21, 100, 997, 1_000_000_007, 0x5555_5555, 0xAAAA_AAAB, 0xFFFF_FFFB]
        for shift: UInt32 in 0..<32 {
            for difference: UInt32 in [0, 1, .max] { numbers.append((1 << shift) &+ difference) }
        }
        return numbers
    }()

    @Test func `unsigned division is exact`() throws {
        let core = try Core()
        for divisor in Self.numbers where divisor != 0 {
            for number in Self.numbers {
                for dividend in [number, number &* divisor, number &* divisor &- 1] {
                    let (quotient, remainder) = try core.call("__rt_udiv", divisor, dividend)
                    guard quotient == dividend / divisor, remainder == dividend % divisor else {
                        Issue.record("\(dividend) by \(divisor): \(quotient), \(remainder)")
                        return
                    }
                }
            }
        }
    }

    @Test func `signed division is cut towards 0, and the remainder has the dividend's sign`() throws {
        let core = try Core()
        for divisor in Self.numbers where divisor != 0 {
            for dividend in Self.numbers {
                let (quotient, remainder) = try core.call("__rt_sdiv", divisor, dividend)
                let (number, by) = (Int32(bitPattern: dividend), Int32(bitPattern: divisor))
                let expected = (
                    number.dividedReportingOverflow(by: by).partialValue,
                    number.remainderReportingOverflow(dividingBy: by).partialValue
                )
                guard (Int32(bitPattern: quotient), Int32(bitPattern: remainder)) == expected else {
                    Issue.record("\(number) by \(by): \(Int32(bitPattern: quotient)), \(Int32(bitPattern: remainder))")
                    return
                }
            }
        }
    }

    @Test func `numbers of 64 bits that fit into 32 are divided, too`() throws {
        let core = try Core()
        #expect(try core.call("__rt_udiv64by64", 0xFFFF_FFFF, 0, 10, 0) == (0x1999_9999, 0))
        #expect(try core.call("__rt_urem64by64", 0xFFFF_FFFF, 0, 10, 0) == (5, 0))
        #expect(try core.call("__rt_sdiv64by64", 0xFFFF_FFFF, 0, 0x8000_0000, 0) == (1, 0))
        #expect(try core.call("__rt_srem64by64", 0xFFFF_FFFF, 0, 0x8000_0000, 0) == (0x7FFF_FFFF, 0))
    }

    @Test func `a division is a call of the host only on cores that cannot run the code`() throws {
        let own = try Machine(board: TestBoard.s3c()).kernel
        #expect(own.providedAddress(.name("__rt_udiv"), .coredll, for: .coreRegisters) == 0xFFFF_C020)
        #expect(own.providedAddress(.name("__muls"), .coredll, for: .coreRegisters) == 0xFFFF_DA00)
        #expect(own.providedAddress(.name("__muls"), .coredll, for: .floatingPointRegisters) == 0xF103_1FA8)
        #expect(own.providedAddress(.name("memcpy"), .coredll, for: .coreRegisters) == 0xFFFF_CC24)
        #expect(own.providedAddress(.name("memmove"), .coredll, for: .coreRegisters) == 0xF103_1058)
        let thread = try CallHarness().thread
        #expect(own.describe(0xFFFF_C024, thread) == "coredll!__rt_udiv")
        let old = try TestBoard.make(
            "sa1110", .ce6, rows: [(0x8000_0000, 0x3000_0000, 8)], banks: [(0x3000_0000, 0x80_0000)],
            pool: (0x8020_0000, 0x50_0000))
        let other = try Machine(board: old).kernel
        #expect(other.providedAddress(.name("__rt_udiv"), .coredll, for: .coreRegisters) == 0xF103_1F60)
    }
}
