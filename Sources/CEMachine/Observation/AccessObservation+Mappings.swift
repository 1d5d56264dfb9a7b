import ARMMMU
import GuestAddress
import Unicorn

/// What the kernel does to memory, as far as the observation has to know.
extension AccessObservation {
    /// A part of a reservation shows physical addresses, or pages of somebody else, from now on.
    /// - Parameters:
    ///   - address: the first byte that was asked for.
    ///   - size: bytes that were asked for, not rounded.
    func mapped(_ reservation: Reservation, at address: UInt32, size: UInt32, in space: AddressSpace) {
        guard size > 0 else { return }
        let last = address &+ (size - 1)
        // A part that was decommitted and mapped again.
        reservation.asked.removeAll { $0.first & ~0xFFF <= last && address & ~0xFFF <= $0.last }
        reservation.asked.append(AskedBytes(first: address, last: last))
        let isPhysical = reservation.segments.contains {
            if case .physical = $0.content { true } else { false }
        }
        if isPhysical || showsExposed(address & ~0xFFF, last, in: space) { watch(reservation, in: space) }
    }

    private func showsExposed(_ first: UInt32, _ last: UInt32, in space: AddressSpace) -> Bool {
        guard !frames.exposesNothing else { return false }
        return stride(from: first, through: last, by: 4096).contains { page in
            frames.isExposed(space.tables.entry(at: VirtualAddress(page)) & ~MemoryManager.pageMask)
        }
    }

    /// Looks at a whole reservation from now on.
    func watch(_ reservation: Reservation, in space: AddressSpace) {
        guard let last = reservation.range.last else { return }
        set(Reason.shared, true, from: reservation.base.rawValue, through: last.rawValue, in: space)
        forgetTranslations()
    }

    /// A reservation is gone.
    func released(_ reservation: Reservation, in space: AddressSpace) {
        guard let last = reservation.range.last else { return }
        set(Reason.shared, false, from: reservation.base.rawValue, through: last.rawValue, in: space)
    }

    /// A page of the pool is free again; the kernel clears it before it is used for something else.
    func freed(_ page: PhysicalAddress) {
        guard !frames.exposesNothing, let number = frames.forget(page.rawValue) else { return }
        coherence.reset(frame: number)
        initialised.reset(frame: number, initialised: true)
    }

    /// Pages of the pool that others than their owner know: what AllocPhysMem gives, what LockPages names, what has an alias with other
    /// attributes.
    /// - Parameter mayBeCached: whether the owner may have changed them through the cache before.
    func expose(
        _ reservation: Reservation, from address: UInt32, size: UInt32, in space: AddressSpace, mayBeCached: Bool
    ) {
        watch(reservation, in: space)
        var next = address
        var left = size
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            let page = space.tables.entry(at: VirtualAddress(next & ~0xFFF)) & ~MemoryManager.pageMask
            if kernel.memory.pool.index(of: PhysicalAddress(page)) != nil {
                let isNew = !frames.isExposed(page)
                if let number = frame(of: page, exposing: true), isNew, mayBeCached, checksCoherence {
                    coherence.assumeDirty(
                        frame: number, offset: Int(next & 0xFFF), count: Int(part),
                        writer: actors.number(of: .beforeLock), now: kernel.engine.instructions)
                }
            }
            next &+= part
            left -= part
        }
    }

    /// CacheRangeFlush and CacheSync on the data cache.
    /// - Parameters:
    ///   - size: bytes; 0 with an address of 0 is the whole cache.
    ///   - view: the caller's.
    func flush(_ address: UInt32, _ size: UInt32, flags: UInt32, in view: GuestView) {
        // The flags of the second level alone leave the first level as it is.
        let discards = flags & CacheFlags.discard != 0
        guard checksCoherence, discards || flags & CacheFlags.writeBack != 0 else { return }
        if address == 0, size == 0 {
            for frame in frames.pages.indices { flush(frame, 0, 4096, discards) }
            return
        }
        var next = UInt64(address)
        let end = min(next + UInt64(size), 0x1_0000_0000)
        while next < end {
            let part = min(end - next, 4096 - next & 0xFFF)
            let virtual = VirtualAddress(UInt32(truncatingIfNeeded: next))
            if let physical = view.walker.walk(virtual, in: view.memory).translation?.physical.rawValue,
                let frame = frames.known(physical & ~0xFFF)
            {
                flush(frame, Int(physical & 0xFFF), Int(part), discards)
            }
            next += part
        }
    }

    private func flush(_ frame: Int, _ offset: Int, _ count: Int, _ discards: Bool) {
        coherence.flush(frame: frame, offset: offset, count: count, discards: discards) { hazard, line, state in
            report(hazard, frame, line, state, by: .flush)
        }
    }
}
