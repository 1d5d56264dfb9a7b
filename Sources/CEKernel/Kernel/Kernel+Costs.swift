import CEMemory
import Unicorn

/// What the host does for guests takes virtual time where its extent is the guest's choice, so that no loop takes the host longer than
/// the virtual timeout lets one think. What every program does within `VirtualClock.callCost` costs nothing more.
extension Kernel {
    /// Bytes that the host has read, written, cleared or moved for guests.
    var bytesOfWork: UInt64 { memory.physical.work &+ memory.physical.hostWork.bytes }

    /// Charges a call for the bytes that it touched.
    /// - Parameters:
    ///   - work: `bytesOfWork` when it began.
    ///   - start: the time then. What the call took by itself counts.
    func payForBytes(since work: UInt64, begunAt start: UInt64) {
        let done = bytesOfWork &- work
        guard done > VirtualClock.freeWork else { return }
        let cost = (done - VirtualClock.freeWork) / VirtualClock.workPerInstruction
        let taken = engine.instructions &- start
        if cost > taken { engine.advanceClock(by: cost - taken) }
    }

    /// Charges what the host has looked through since it was asked last.
    func payForEntries() {
        let done = memory.physical.hostWork.entries &- paidEntries
        guard done > 0 else { return }
        paidEntries = memory.physical.hostWork.entries
        if done > VirtualClock.freeEntries { engine.advanceClock(by: done - VirtualClock.freeEntries) }
    }

    /// Charges a page of a mapped file that came because it was touched.
    func payForPageIn() {
        pageInCount += 1
        if pageInCount > VirtualClock.freePageIns { engine.advanceClock(by: VirtualClock.pageInCost) }
    }

    /// Charges the report of a fault and the search for who handles it.
    func payForFault() {
        faultCount += 1
        if faultCount > VirtualClock.freeFaults { engine.advanceClock(by: VirtualClock.faultCost) }
    }
}
