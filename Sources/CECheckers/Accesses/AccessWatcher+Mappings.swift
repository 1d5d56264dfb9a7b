import ARMMMU
import CEKernel
import CEMemory
import GuestAddress
import MachineTerms
import Unicorn

/// What the kernel does to memory, as far as the watcher has to know.
extension AccessWatcher {
    func mapped(_ mapping: NewMapping) {
        guard mapping.size > 0 else { return }
        let address = mapping.address
        let last = address &+ (mapping.size - 1)
        // A part that was decommitted and mapped again.
        let key = ReservationKey(mapping.reservation, in: mapping.space)
        var known = asked[key] ?? []
        known.removeAll { $0.first & ~0xFFF <= last && address & ~0xFFF <= $0.last }
        known.append(AskedBytes(first: address, last: last))
        asked[key] = known
        if mapping.reservation.showsPhysical || showsExposed(address & ~0xFFF, last, in: mapping.space) {
            watch(mapping.reservation, in: mapping.space)
        }
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
        asked[ReservationKey(reservation, in: space)] = nil
        guard let last = reservation.range.last else { return }
        set(Reason.shared, false, from: reservation.base.rawValue, through: last.rawValue, in: space)
    }

    /// A driver has named fewer bytes to its caller than it had mapped.
    /// - Parameters:
    ///   - size: what stands beside the mapping's address.
    ///   - address: where the mapping begins.
    ///   - driver: `cam.dll in XXX_IOControl`.
    /// - Returns: false when no mapping begins there, or the number is no size of it.
    func announce(
        _ size: UInt32, at address: UInt32, of reservation: Reservation, in space: AddressSpace, by driver: String
    ) -> Bool {
        let key = ReservationKey(reservation, in: space)
        guard let part = asked[key]?.firstIndex(where: { $0.first == address }), let known = asked[key]?[part] else {
            return false
        }
        let (end, overflow) = address.addingReportingOverflow(size)
        guard !overflow, size > 4096, end - 1 | 0xFFF == known.last | 0xFFF,
            end - 1 < known.last || known.announcer != nil
        else { return false }
        asked[key]?[part] = AskedBytes(first: address, last: end - 1, announcer: driver)
        forgetTranslations()
        return true
    }

    /// A page of the pool is free again.
    func freed(_ page: PhysicalAddress) {
        guard !frames.exposesNothing, let number = frames.forget(page.rawValue) else { return }
        close(frame: number)
        for listener in pageListeners { listener.freed(frame: number) }
    }

    /// Pages of the pool that others than their owner know.
    func expose(_ exposed: ExposedPages) {
        watch(exposed.reservation, in: exposed.space)
        var next = exposed.address
        var left = exposed.size
        while left > 0 {
            let part = min(left, 4096 - next & 0xFFF)
            let page = exposed.space.tables.entry(at: VirtualAddress(next & ~0xFFF)) & ~MemoryManager.pageMask
            if kernel.memory.pool.index(of: PhysicalAddress(page)) != nil {
                let isNew = !frames.isExposed(page)
                if let number = frame(of: page, exposing: true), isNew {
                    close(frame: number)
                    for listener in pageListeners {
                        listener.exposed(
                            frame: number, Int(next & 0xFFF), Int(part), mayBeCached: exposed.mayBeCached)
                    }
                }
            }
            next &+= part
            left -= part
        }
    }
}
