import CEMemory

/// What the host's work for guests has cost so far. Where its extent is the guest's choice it takes virtual time, so
/// that no loop takes the host longer than the virtual timeout lets one think.
struct WorkBill: Codable {
    /// How many entries of the host's work are paid for.
    private var paidEntries: UInt64 = 0
    private var faults: UInt64 = 0
    private var pageIns: UInt64 = 0

    /// The price of what the host has looked through since this was asked last.
    mutating func price(ofEntries entries: UInt64) -> UInt64 {
        let done = entries &- paidEntries
        guard done > 0 else { return 0 }
        paidEntries = entries
        return done > VirtualClock.freeEntries ? done - VirtualClock.freeEntries : 0
    }

    /// The price of a page of a mapped file that came because it was touched.
    mutating func priceOfPageIn() -> UInt64 {
        pageIns += 1
        return pageIns > VirtualClock.freePageIns ? VirtualClock.pageInCost : 0
    }

    /// The price of the report of a fault and the search for who handles it.
    mutating func priceOfFault() -> UInt64 {
        faults += 1
        return faults > VirtualClock.freeFaults ? VirtualClock.faultCost : 0
    }

    /// The price of the bytes that a call has touched.
    static func price(ofBytes done: UInt64) -> UInt64 {
        done > VirtualClock.freeWork ? (done - VirtualClock.freeWork) / VirtualClock.workPerInstruction : 0
    }
}
