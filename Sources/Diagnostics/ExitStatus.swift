/// The exit status of both programs. Numbers from 64 on are those of sysexits.h.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// Findings of error severity, a scenario that did not meet its expectations, or a benchmark past its threshold.
    case failure = 1
    /// The selection fits none of the scenarios.
    case nothingSelected = 2
    case usage = 64
    /// An input that cannot be read as what it should be.
    case malformedInput = 65
    /// An input that is not there, an output that cannot be written, or no room for a worker.
    case missingInput = 66
    /// A defect in the program itself.
    case defect = 70
}
