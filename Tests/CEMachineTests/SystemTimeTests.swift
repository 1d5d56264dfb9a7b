import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct SystemTimeTests {
    @Test(
        arguments: [
            (0, [1601, 1, 1, 1, 0, 0, 0, 0]), (129_067_776_000_000_000, [2010, 1, 5, 1, 0, 0, 0, 0]),
            (116_444_736_000_000_000, [1970, 1, 4, 1, 0, 0, 0, 0]),
            (125_963_423_999_990_000, [2000, 2, 2, 29, 23, 59, 59, 999]),
        ] as [(UInt64, [UInt16])])
    func `a date and its count of 100 ns are one`(_ fileTime: UInt64, _ words: [UInt16]) throws {
        #expect(SystemTime(fileTime: fileTime)?.words == words)
        #expect(SystemTime(words: words)?.fileTime == fileTime)
    }

    @Test(
        arguments: [
            [1600, 1, 1, 1, 0, 0, 0, 0], [2010, 13, 1, 1, 0, 0, 0, 0], [2010, 0, 1, 1, 0, 0, 0, 0],
            [2010, 2, 1, 29, 0, 0, 0, 0],
            [2010, 1, 1, 0, 0, 0, 0, 0], [2010, 1, 1, 1, 24, 0, 0, 0], [2010, 1, 1, 1, 0, 60, 0, 0],
            [2010, 1, 1, 1, 0, 0, 0, 1000],
            [65535, 65535, 65535, 65535, 65535, 65535, 65535, 65535],
        ] as [[UInt16]])
    func `dates that do not exist have no count`(_ words: [UInt16]) throws {
        #expect(try #require(SystemTime(words: words)).fileTime == nil)
    }

    @Test func `the top bit is refused and the largest date is not`() {
        #expect(SystemTime(fileTime: 1 << 63) == nil)
        #expect(SystemTime(fileTime: (1 << 63) - 1)?.words == [30828, 9, 4, 14, 2, 48, 5, 477])
    }

    @Test func `every day of four centuries is reached in turn`() throws {
        var time = try #require(SystemTime(words: [2000, 1, 0, 1, 12, 0, 0, 0])?.fileTime)
        var weekday = 6
        var previous = 0
        var wrong: [UInt64] = []
        for _ in 0..<146_097 {
            if let date = SystemTime(fileTime: time) {
                let follows = date.day == previous + 1 || date.day == 1 && previous >= 28 || previous == 0
                if date.dayOfWeek != weekday || date.fileTime != time || !follows { wrong.append(time) }
                previous = date.day
            }
            weekday = (weekday + 1) % 7
            time += 864_000_000_000
        }
        #expect(wrong.isEmpty)
        #expect(SystemTime(fileTime: time)?.year == 2400)
    }

    @Test func `virtual time begins in 2010 and passes with the instructions`() {
        #expect(VirtualClock.standard.fileTime(0) == 129_067_776_000_000_000)
        #expect(VirtualClock.standard.fileTime(100_000) == 129_067_776_000_010_000)
        #expect(VirtualClock.standard.frequency == 100_000_000)
    }

    @Test func `a board's clock says how long an instruction takes`() throws {
        let clock = try #require(VirtualClock(rate: 600_000_000))
        #expect(clock.frequency == 600_000_000)
        #expect(clock.nanoseconds(6_000_000) == 10_000_000)
        #expect(clock.nanoseconds(1) == 1)
        #expect(clock.instructions(nanoseconds: 33_000_000) == 19_800_000)
        #expect(clock.instructions(nanoseconds: .max) == 11_068_046_444_225_730_969)
        #expect(VirtualClock(rate: 4_000_000_000)?.instructions(nanoseconds: .max) == .max)
        #expect(clock.milliseconds(1_200_000) == 2)
        #expect(clock.fileTime(600_000) == 129_067_776_000_010_000)
        #expect(VirtualClock(rate: 999_000) == nil)
        #expect(VirtualClock(rate: 1_000_001) == nil)
    }
}
