extension VirtualClock {
    /// The FILETIME at which every run begins, 2010-01-01 00:00 UTC: runs must not depend on the day.
    package static let start: UInt64 = 129_067_776_000_000_000

    /// What QueryPerformanceFrequency says: the counter counts instructions.
    package var frequency: UInt64 { instructionsPerMillisecond * 1000 }

    /// The FILETIME after so many instructions.
    package func fileTime(_ instructions: UInt64) -> UInt64 {
        Self.start &+ units(instructions, perMillisecond: 10_000)
    }

    /// A quantum of 0 milliseconds lasts until the thread waits.
    package static let endlessQuantum: UInt64 = 1 << 62

    package func quantum(milliseconds: UInt32) -> UInt64 {
        milliseconds == 0 ? Self.endlessQuantum : instructions(milliseconds: milliseconds)
    }
}
