/// A figure of a run that can be compared with an earlier one's, as budgets name it.
package enum RunFigure: String, Hashable, Sendable, CaseIterable {
    /// Pages of the kernel's pool that were taken when the fewest were free.
    case pages
    /// Page-table words that mappings wrote and cleared.
    case tableWords
    /// Invalidations of the whole TLB.
    case invalidations
    /// Kernel calls.
    case calls
    /// Reservations, mappings and handles that nobody freed.
    case leaks
    /// The guest's time, in nanoseconds.
    case virtualTime
    /// The host's time, in nanoseconds.
    case hostTime

    /// Whether its values are nanoseconds.
    package var isTime: Bool { self == .virtualTime || self == .hostTime }
}
