import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct SerialLogTests {
    @Test func `output beyond the limit is left out, and the last line says so`() {
        let log = SerialLog(ObserverList())
        let block = String(repeating: "x", count: (1 << 20) - 1) + "\n"
        for _ in 0..<17 { log.write(block) }
        log.write("tail")
        log.finish()
        // 16 MB fit: the last block does not, nor what comes after it.
        #expect(log.lines.count == 17)
        #expect(log.lines.last == "[1048580 bytes of output beyond 16 MB or 200000 lines are left out]")
        log.finish()
        #expect(log.lines.count == 17)
    }

    @Test func `each line has its speaker`() {
        let log = SerialLog(ObserverList())
        log.write("a\nb")
        log.writeLine("note")
        log.write("c\n")
        log.write("d")
        log.finish()
        #expect(log.lines == ["a", "b", "note", "c", "d"])
        #expect(
            log.passages == [
                .init(speaker: .guest, lines: 2), .init(speaker: .machine, lines: 1), .init(speaker: .guest, lines: 2),
            ])
    }

    @Test func `empty lines are limited by their number`() {
        let log = SerialLog(ObserverList())
        for _ in 0..<100 { log.write(String(repeating: "\n", count: 3000)) }
        log.finish()
        #expect(log.lines.count == 200_001)
        #expect(log.lines.last == "[100000 bytes of output beyond 16 MB or 200000 lines are left out]")
    }
}
