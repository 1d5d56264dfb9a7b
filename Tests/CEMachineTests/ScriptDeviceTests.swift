import Testing
import Unicorn

@testable import CEDevices

/// Devices that are described: what their lines do.
@Suite struct ScriptDeviceTests {
    private typealias Entry = DeviceScript.Entry

    private func bench(
        _ registers: [Entry], variables: [String: UInt32] = [:], fifos: [String: Int] = [:],
        events: [String: [String]] = [:], interrupt: String? = nil
    ) throws -> DeviceBench {
        try DeviceBench(
            .script,
            script: DeviceScript(
                registers: registers, variables: variables, fifos: fifos, events: events, interrupt: interrupt))
    }

    @Test func `a converter finishes after its time and interrupts`() throws {
        var control = Entry(name: "CTRL", offset: 0)
        control.fields = ["START": "0", "IE": "1", "CHANNEL": "6:4"]
        control.onWrite = ["if CTRL.START: after 100us: done", "CTRL.START = 0"]
        var status = Entry(name: "STATUS", offset: 4)
        status.writable = 0
        status.oneToClear = 1
        var data = Entry(name: "DATA", offset: 8)
        data.access = .readOnly
        let bench = try bench(
            [control, status, data], variables: ["next": 100],
            events: ["done": ["DATA = next + CTRL.CHANNEL", "next = next + 1", "STATUS = STATUS | 1"]],
            interrupt: "STATUS && CTRL.IE")
        bench.write(0, 0x23)
        #expect(bench.read(0) == 0x22)
        bench.advance(9_999)
        #expect(!bench.isHigh())
        bench.advance(1)
        #expect(bench.isHigh())
        #expect(bench.read(8) == 102)
        bench.write(4, 1)
        #expect(!bench.isHigh())
        bench.write(0, 1)
        bench.advance(10_000)
        #expect(bench.read(8) == 101)
        #expect(!bench.isHigh())
        #expect(bench.accesses.prefix(3) == ["d.CTRL <- 0x23", "d.CTRL -> 0x22", "d.DATA -> 0x66"])
    }

    @Test func `a FIFO is filled and popped, and text is sent`() throws {
        var put = Entry(name: "PUT", offset: 0)
        put.access = .writeOnly
        put.onWrite = ["push q value", "send value"]
        var get = Entry(name: "GET", offset: 0)
        get.access = .readOnly
        get.onRead = ["GET = pop q"]
        var level = Entry(name: "LEVEL", offset: 4)
        level.onRead = ["LEVEL = q.count"]
        let bench = try bench([put, get, level], fifos: ["q": 2])
        for byte in [0x41, 0x42, 0x43, 0x0A] as [UInt32] { bench.write(0, byte) }
        #expect(bench.read(4) == 2)
        #expect(bench.read(0) == 0x41)
        #expect(bench.read(0) == 0x42)
        #expect(bench.read(0) == 0)
        #expect(bench.lines == ["d: ABC"])
    }

    @Test func `one that loops is told, and does nothing more`() throws {
        var go = Entry(name: "GO", offset: 0)
        go.onWrite = ["while 1: n = n + 1"]
        let bench = try bench([go], variables: ["n": 0])
        bench.write(0, 1)
        bench.write(0, 2)
        #expect(bench.mistakes == ["d does not come to an end with a write of GO, and does nothing more"])
        #expect(bench.read(0) == 2)
    }

    @Test func `a long line takes virtual time, a short one none`() throws {
        var go = Entry(name: "GO", offset: 0)
        go.onWrite = ["n = value", "while n: n = n - 1"]
        let bench = try bench([go], variables: ["n": 0])
        let start = bench.engine.instructions
        bench.write(0, 10)
        #expect(bench.engine.instructions == start)
        bench.write(0, 500)
        // Five steps a round and four for the rest, without the first hundred.
        #expect(bench.engine.instructions - start == 24_040)
        #expect(bench.mistakes == [])
    }

    @Test func `an address without RAM is told`() throws {
        var go = Entry(name: "GO", offset: 0)
        go.onWrite = ["copy 0x1000 0x2000 value"]
        let bench = try bench([go])
        bench.write(0, 64)
        #expect(bench.mistakes == ["d was to read 64 bytes at 0x00001000, where no RAM is"])
    }

    @Test(
        arguments: [
            ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("1 << 4 | 1", 17), ("0x10 == 16 ? 5 : 6", 5), ("!0 && ~0", 1),
            ("7 / 0", 0), ("-1 >> 31", 1), ("1 << 40", 0), ("10 % 4 + 0xFFFFFFFF", 1), ("2 > 1 != 0", 1),
        ] as [(String, UInt32)])
    func `expressions are those of C`(text: String, value: UInt32) throws {
        var entry = Entry(name: "R", offset: 0)
        entry.onRead = ["R = \(text)"]
        #expect(try bench([entry]).read(0) == value)
    }

    @Test(arguments: [
        ("R = ", "expected a name or number, found the end in 'R = '"),
        ("R = X", "there is no register, field or variable 'X'"),
        ("R = R.EN", "there is no register, field or variable 'R.EN'"),
        ("after 5 minutes: x", "'minutes' is no unit of time: ns, us, ms, s in 'after 5 minutes: x'"),
        ("after 5us: x", "there is no event 'x'"),
        ("push q 1", "there is no FIFO 'q'"),
        ("R = 5 $ 6", "'$' means nothing in 'R = 5 $ 6'"),
        ("R = 99999999999", "'99999999999' is no number of 32 bits in 'R = 99999999999'"),
        ("R = 1 2", "'2' is too much in 'R = 1 2'"),
    ])
    func `a line that means nothing is refused`(line: String, message: String) {
        var entry = Entry(name: "R", offset: 0)
        entry.onWrite = [line]
        #expect { try DeviceScript(registers: [entry]) } throws: { "\($0)" == message }
    }
}
