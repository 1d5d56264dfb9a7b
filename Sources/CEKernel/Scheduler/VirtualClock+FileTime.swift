extension VirtualClock {
    /// The FILETIME at which every run begins, 2010-01-01 00:00 UTC: runs must not depend on the day.
    package static let start: UInt64 = 129_067_776_000_000_000

    /// What QueryPerformanceFrequency says: the counter counts instructions.
    package static let frequency: UInt64 = 1_000_000_000 / nanosecondsPerInstruction

    /// The FILETIME after so many instructions.
    package static func fileTime(_ instructions: UInt64) -> UInt64 {
        start &+ instructions / (100 / nanosecondsPerInstruction)
    }

    /// A quantum of 0 milliseconds lasts until the thread waits.
    package static let endlessQuantum: UInt64 = 1 << 62

    package static func quantum(milliseconds: UInt32) -> UInt64 {
        milliseconds == 0 ? endlessQuantum : instructions(milliseconds: milliseconds)
    }
}
