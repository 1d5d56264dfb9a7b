import CEMemory
import Unicorn

/// Charges guests for the host's work. What every program does within `VirtualClock.callCost` costs nothing more.
extension Kernel {
    /// Bytes that the host has read, written, cleared or moved for guests.
    var bytesOfWork: UInt64 { memory.physical.work &+ memory.physical.hostWork.bytes }

    /// Charges a call for the bytes that it touched.
    /// - Parameters:
    ///   - work: `bytesOfWork` when it began.
    ///   - start: the time then. What the call took by itself counts.
    func payForBytes(since work: UInt64, begunAt start: UInt64) {
        let done = bytesOfWork &- work
        // What comes back in the time of any call.
        guard done > VirtualClock.callCost * VirtualClock.freeWorkPerInstruction else { return }
        let cost = control.bill.price(ofBytes: done, at: start)
        let taken = engine.instructions &- start
        if cost > taken { engine.advanceClock(by: cost - taken) }
    }

    /// Charges what the host has looked through, and what guests did with devices, since it was asked last.
    func payForEntries() {
        pay(control.bill.price(ofEntries: memory.physical.hostWork.entries))
        let accesses = engine.windowAccesses
        if accesses > 0 { pay(control.bill.price(ofAccesses: accesses, at: engine.instructions)) }
    }

    /// Charges a page of a mapped file that came because it was touched.
    func payForPageIn() { pay(control.bill.priceOfPageIn()) }

    /// Charges the report of a fault and the search for who handles it.
    func payForFault() { pay(control.bill.priceOfFault()) }

    private func pay(_ price: UInt64) {
        if price > 0 { engine.advanceClock(by: price) }
    }
}
