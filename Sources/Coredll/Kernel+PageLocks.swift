import CEKernel
import CEMemory
import GuestAddress

/// LockPages and UnlockPages.
extension Kernel {
    private static let lockFlags: UInt32 = 0x7
    private static let lockForWriting: UInt32 = 0x1
    private static let lockQueryOnly: UInt32 = 0x2

    /// LockPages: the physical addresses of committed pages, which stay where they are until UnlockPages.
    func lockPages(
        _ call: borrowing Invocation, _ address: UInt32, _ size: UInt32, frames: UInt32, options: UInt32
    ) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard options & ~Self.lockFlags == 0 else {
            throw .error(
                refuse(
                    "flags",
                    "fOptions 0x\(hexadecimal(options)) holds more than LOCKFLAG_WRITE (1), LOCKFLAG_QUERY_ONLY (2) "
                        + "and "
                        + "LOCKFLAG_READ (4)"))
        }
        let space = space(of: call.thread.current, for: address)
        let (reservation, run) = try checked { () throws(CEError) in try memory.run(address, size, in: space) }
        memory.pageIn(run, of: reservation, in: space)
        guard reservation.isAllCommitted(run) else {
            throw .error(memory.refuse(.notCommitted(memory.firstGap(run, of: reservation), reservation)))
        }
        if options & Self.lockForWriting != 0 {
            let writable = reservation.segments.allSatisfy {
                $0.end <= run.lowerBound || $0.first >= run.upperBound || $0.protection.isWritable
            }
            guard writable else { throw .error(memory.refuse(.readOnly(VirtualAddress(address), reservation))) }
        }
        if frames != 0 {
            try call.access { view throws(GuestFault) in
                for (index, page) in run.enumerated() {
                    let word = space.tables.entry(at: memory.address(page, of: reservation))
                    try view.setWord(word & ~MemoryManager.pageMask, frames &+ UInt32(index) &* 4)
                }
            }
        }
        memory.physical.tell(
            .mappings,
            .exposed(
                ExposedPages(
                    reservation: reservation, space: space, address: address, size: size,
                    mayBeCached: reservation.segments.contains { $0.protection.isCached })))
        let isHeld = options & Self.lockQueryOnly == 0
        if isHeld {
            reservation.lockedPages += 1
            take(.lockedPages, reservation.base.rawValue, in: space, call)
        }
        observers.tell(
            .pageLocks,
            .pagesLocked(
                PageLock(frames: self.frames(run, of: reservation, in: space), isHeld: isHeld, site: site(call))))
        return .value(1)
    }

    private func frames(_ run: Range<Int>, of reservation: Reservation, in space: AddressSpace) -> [PhysicalAddress] {
        run.map {
            PhysicalAddress(space.tables.entry(at: memory.address($0, of: reservation)) & ~MemoryManager.pageMask)
        }
    }

    /// UnlockPages: what LockPages held stays where it is no longer.
    func unlockPages(_ call: borrowing Invocation, _ address: UInt32, _ size: UInt32) throws(CallStop) -> CallResult {
        let space = space(of: call.thread.current, for: address)
        let (reservation, run) = try checked { () throws(CEError) in try memory.run(address, size, in: space) }
        guard reservation.lockedPages > 0 else {
            throw .error(
                refuse("not-locked", "no pages of \(reservation.range) are locked: LockPages comes before UnlockPages"))
        }
        reservation.lockedPages -= 1
        giveBack(.lockedPages, reservation.base.rawValue, in: space, call)
        observers.tell(
            .pageLocks,
            .pagesUnlocked(PageLock(frames: frames(run, of: reservation, in: space), site: site(call))))
        return .value(1)
    }
}
