/// A point in time in the calendar, as SYSTEMTIME has it: eight 16-bit fields.
package struct SystemTime: Hashable, Sendable {
    /// The bytes of SYSTEMTIME.
    package static let size: UInt32 = 16
    /// 100 ns units a day.
    private static let day: UInt64 = 864_000_000_000
    private static let millisecond: UInt64 = 10_000
    /// Days from 0000-03-01 to 1601-01-01, where FILETIME begins.
    private static let daysBefore1601 = 584_694
    private static let daysIn400Years = 146_097

    var year: Int
    var month: Int
    /// 0 is Sunday.
    var dayOfWeek: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    var milliseconds: Int

    /// The date of a FILETIME: 100 ns units since 1601.
    /// - Returns: nil of one with the top bit set, which FileTimeToSystemTime refuses.
    package init?(fileTime: UInt64) {
        guard fileTime < 1 << 63 else { return nil }
        let days = Int(fileTime / Self.day)
        let rest = Int(fileTime % Self.day / Self.millisecond)
        // Years begin in March here, so that the leap day is the last one.
        let shifted = days + Self.daysBefore1601
        let era = shifted / Self.daysIn400Years
        let dayOfEra = shifted % Self.daysIn400Years
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        // 1601-01-01 was a Monday.
        dayOfWeek = (days + 1) % 7
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        milliseconds = rest % 1000
    }

    /// The fields as SYSTEMTIME has them.
    package init?(words: [UInt16]) {
        guard words.count == 8 else { return nil }
        year = Int(words[0])
        month = Int(words[1])
        dayOfWeek = Int(words[2])
        day = Int(words[3])
        hour = Int(words[4])
        minute = Int(words[5])
        second = Int(words[6])
        milliseconds = Int(words[7])
    }

    package var words: [UInt16] {
        [year, month, dayOfWeek, day, hour, minute, second, milliseconds].map { UInt16(truncatingIfNeeded: $0) }
    }

    /// The FILETIME, or nil of a date that does not exist. The day of the week is not looked at.
    package var fileTime: UInt64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1601...30827).contains(year), (1...12).contains(month), day >= 1, day <= lengths[month - 1],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<1000).contains(milliseconds)
        else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * Self.daysIn400Years + dayOfEra - Self.daysBefore1601
        let rest = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
        return UInt64(days) * Self.day + UInt64(rest) * Self.millisecond
    }
}
