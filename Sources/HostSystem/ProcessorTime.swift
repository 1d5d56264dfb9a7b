internal import Glibc

/// What processes have used of the processors.
extension Host {
    /// Seconds of processor time that all threads of this process have used.
    package static var processorSeconds: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) ?? 0 }

    /// Seconds of a clock; nil when there is none such, as that of a process that has ended.
    fileprivate static func seconds(of clock: clockid_t) -> Double? {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension ChildProcess {
    /// Seconds of processor time that all threads of the process have used; nil when it has ended.
    package var processorSeconds: Double? {
        var clock = clockid_t()
        guard unsafe clock_getcpuclockid(identifier, &clock) == 0 else { return nil }
        return Host.seconds(of: clock)
    }
}
