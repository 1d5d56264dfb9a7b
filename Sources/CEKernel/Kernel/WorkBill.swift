import CEMemory

/// What the host's work for guests has cost so far. Where its extent is the guest's choice it takes virtual time, so
/// that no loop takes the host longer than the virtual timeout lets one think.
struct WorkBill: Codable {
    /// The engine of a machine that goes on counts accesses from 0.
    private enum CodingKeys: CodingKey { case paidEntries, faults, pageIns, bytes, accesses }

    /// How many entries of the host's work are paid for.
    private var paidEntries: UInt64 = 0
    private var faults: UInt64 = 0
    private var pageIns: UInt64 = 0
    /// How many accesses to devices are paid for.
    private var paidAccesses: UInt64 = 0
    /// What is free of bytes and of accesses now: it comes back with time, so that loops pay and others do not.
    private var bytes = Allowance(most: VirtualClock.freeWorkOfLoops)
    private var accesses = Allowance(most: VirtualClock.freeAccesses)

    /// Work that costs nothing.
    private struct Allowance: Codable {
        let most: UInt64
        private var left: UInt64
        private var time: UInt64 = 0

        init(most: UInt64) {
            self.most = most
            left = most
        }

        /// - Parameters:
        ///   - done: what was done.
        ///   - time: in instructions.
        ///   - gained: what came back since then, of the instructions that have gone.
        /// - Returns: how much of it is not free.
        mutating func exceed(by done: UInt64, at time: UInt64, _ gained: (UInt64) -> UInt64) -> UInt64 {
            left = min(most, left &+ gained(time &- self.time))
            self.time = time
            guard done > left else {
                left -= done
                return 0
            }
            defer { left = 0 }
            return done - left
        }
    }

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
    /// - Parameter time: when it began, in instructions.
    mutating func price(ofBytes done: UInt64, at time: UInt64) -> UInt64 {
        let free = min(done, VirtualClock.freeWork)
        let loops = bytes.exceed(by: free, at: time) { $0 &* VirtualClock.freeWorkPerInstruction }
        return (done - free + loops) / VirtualClock.workPerInstruction
    }

    /// The price of the registers of devices that were read and written since this was asked last.
    mutating func price(ofAccesses all: UInt64, at time: UInt64) -> UInt64 {
        // An engine that begins anew counts anew.
        let done = all >= paidAccesses ? all - paidAccesses : all
        guard done > 0 else { return 0 }
        paidAccesses = all
        return accesses.exceed(by: done, at: time) { $0 / VirtualClock.accessCost } &* VirtualClock.accessCost
    }
}
