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
        #expect(VirtualClock.fileTime(0) == 129_067_776_000_000_000)
        #expect(VirtualClock.fileTime(100_000) == 129_067_776_000_010_000)
        #expect(VirtualClock.frequency == 100_000_000)
    }
}
