import Glibc
import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// arithmetic.exe calls every arithmetic function of coredll, by its name and as the compiler does, with numbers that
/// look random. The host knows the numbers and computes the same.
@Suite struct ArithmeticGuestTests {
    private static let rounds = 12

    @Test(arguments: ["armv4i", "armv7"])
    func `all results are the host's`(folder: String) throws {
        let machine = try Machine(board: try TestBoard.omap())
        machine.addFile(named: "arithmetic.exe", bytes: try Fixtures.guest("arithmetic.exe", folder))
        machine.addProcess(image: "arithmetic.exe")
        #expect(try machine.run(virtualTimeout: 1_000_000_000) == .completed)
        #expect(machine.processes.map(\.exitCode) == [0])
        var expected: [GuestLine] = []
        var numbers = GuestNumbers()
        for round in 0..<Self.rounds {
            for function in HostFunction.list { expected.append(function.line(&numbers, round)) }
            expected += parts(&numbers, round) + compiled(&numbers)
        }
        expected += texts
        #expect(machine.outputLines.count == expected.count)
        for (line, wanted) in zip(machine.outputLines, expected) where line != wanted.text {
            Issue.record("\(line), expected \(wanted.text) of \(wanted.arguments)")
        }
    }

    @Test func `every arithmetic function that the machine has is tried`() {
        let tried = Set(HostFunction.list.map(\.name) + ["frexp", "modf"])
        let names = (softFloatCalls + mathematicsCalls).map(\.name)
        // A structure of two doubles by value: _hypot under another name.
        #expect(names.filter { !tried.contains($0) } == ["_cabs"])
    }

    private func parts(_ numbers: inout GuestNumbers, _ round: Int) -> [GuestLine] {
        let (a, b) = (numbers.double(round), numbers.double(round))
        let (significand, exponent) = frexp(a)
        let whole = b.rounded(.towardZero)
        let fraction = b.isInfinite ? 0 : b - whole
        return [
            GuestLine("frexp", significand, of: "\(a)"),
            GuestLine("exponent", UInt64(UInt32(truncatingIfNeeded: a.isFinite ? exponent : 0)), of: "\(a)"),
            GuestLine("modf", b.isNaN ? b : Double(signOf: b, magnitudeOf: fraction), of: "\(b)"),
            GuestLine("whole", whole, of: "\(b)"),
        ]
    }

    private func compiled(_ numbers: inout GuestNumbers) -> [GuestLine] {
        let (q, r, i, j) = (numbers.long(), numbers.long() | 1, numbers.word(), numbers.word() | 1)
        let (d, e, s, t) = (numbers.double(1), numbers.double(1), numbers.single(1), numbers.single(1))
        let (uq, ur) = (UInt64(bitPattern: q), UInt64(bitPattern: r))
        let (ui, uj) = (UInt32(bitPattern: i), UInt32(bitPattern: j))
        return [
            GuestLine("q2d", Double(q)), GuestLine("uq2d", Double(uq)), GuestLine("q2s", Float(q)),
            GuestLine("uq2s", Float(uq)), GuestLine("i2d", Double(i)), GuestLine("ui2d", Double(ui)),
            GuestLine("i2s", Float(i)), GuestLine("d2q", UInt64(bitPattern: Int64(d))),
            GuestLine("s2q", UInt64(bitPattern: Int64(s))), GuestLine("d2uq", UInt64(d.magnitude)),
            GuestLine("s2uq", UInt64(s.magnitude)),
            GuestLine("d2i", UInt64(UInt32(bitPattern: Int32(d / 4_294_967_296)))), GuestLine("s2d", Double(s)),
            GuestLine("d2s", Float(d)), GuestLine("d+", d + e), GuestLine("d/", d / e), GuestLine("s*", s * t),
            GuestLine("d<", d < e ? 1 : 0 as UInt64), GuestLine("s>=", s >= t ? 1 : 0 as UInt64),
            GuestLine("q/", UInt64(bitPattern: q / r)), GuestLine("q%", UInt64(bitPattern: q % r)),
            GuestLine("uq/", uq / ur), GuestLine("uq%", uq % ur),
            GuestLine("i/", UInt64(UInt32(bitPattern: i / j))), GuestLine("i%", UInt64(UInt32(bitPattern: i % j))),
            GuestLine("ui/", UInt64(ui / uj)), GuestLine("ui%", UInt64(ui % uj)),
            GuestLine("q<<", uq << UInt64(i & 63)), GuestLine("q>>", UInt64(bitPattern: q >> Int64(i & 63))),
        ]
    }

    private var texts: [GuestLine] {
        let values: [(Double, UInt64)] = [
            (1.2345, 9), (-0.1, 4), (9_007_199_254_740_992, 16), (.infinity, 5), (0, 0), (700, 5),
        ]
        return values.flatMap { value, length in
            [GuestLine("strtod", value), GuestLine("length", length), GuestLine("atof", value)]
        }
    }
}
