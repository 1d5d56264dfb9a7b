import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Whose an address was, and whose it is in another process.
extension Kernel {
    /// What was released there last, in the process itself.
    func lookBack(_ address: VirtualAddress, _ process: Process, _ facts: inout AddressFacts) {
        guard let found = memory.released.last(of: process.number, where: { $0.range.contains(address) }) else {
            return
        }
        facts.belongedTo = describe(found, address)
        facts.unloaded = imageName(found.reservation)
    }

    /// A pointer means memory of the process that uses it: what another one has, or had, at the same address. One whose
    /// call a driver works for just now comes first.
    func lookElsewhere(_ address: VirtualAddress, _ process: Process, _ facts: inout AddressFacts) {
        let served = Set(scheduler.threads.filter { $0.current.hasDrivers }.map(\.addressSpace.number))
        let others = processes.living.values.filter { !$0.isKernel && $0 !== process }.sorted {
            (served.contains($0.number) ? 0 : 1, $0.number) < (served.contains($1.number) ? 0 : 1, $1.number)
        }
        let owners = others.filter { $0.space.reservation(at: address) != nil }
        if let owner = owners.first, let reservation = owner.space.reservation(at: address) {
            facts.otherOwner = distinctName(owner)
            let there = self.facts(of: address, in: reservation, owner).belongsTo ?? reservation.range.description
            facts.belongsTo =
                "nothing in \(distinctName(process)); in \(distinctName(owner)) it is \(there)"
                + (owners.count > 1 ? ", and \(owners.count - 1) more of the processes have something there" : "")
            return
        }
        for other in others {
            guard let found = memory.released.last(of: other.number, where: { $0.range.contains(address) }) else {
                continue
            }
            facts.otherOwner = distinctName(other)
            facts.belongedTo = "in \(distinctName(other)): \(describe(found, address))"
            return
        }
    }

    /// `smd.dll`, of where an image lay.
    private func imageName(_ reservation: Reservation) -> String? {
        guard case .image(let name) = reservation.purpose else { return nil }
        return name.hasPrefix("image ") ? String(name.dropFirst("image ".count)) : name
    }

    /// The place that code had which runs although its image was unloaded; nil where an image is, or none was.
    func formerPlace(at address: UInt32, _ thread: Thread) -> String? {
        guard module(at: address, thread) == nil else { return nil }
        let virtual = VirtualAddress(address)
        let process = processes.nk.space.covers(virtual) ? processes.nk : thread.addressSpace
        guard process.space.reservation(at: virtual) == nil,
            let found = memory.released.last(of: process.number, where: { $0.range.contains(virtual) })
        else { return nil }
        return formerCode(virtual, found)
    }

    /// The place in an image that lay at an address, with the names of then.
    private func formerCode(_ address: VirtualAddress, _ found: ReleasedReservation) -> String? {
        guard let process = processes.all.first(where: { $0.number == found.owner }) else { return nil }
        return loader.history.place(
            address.rawValue, process: process.id, at: found.site.instructions, isReturn: false)
    }

    private func describe(_ found: ReleasedReservation, _ address: VirtualAddress) -> String {
        let ago = engine.instructions &- found.site.instructions
        let what: String
        if let name = imageName(found.reservation) {
            let offset = String(address.rawValue &- found.reservation.base.rawValue, radix: 16)
            let place = formerCode(address, found) ?? "\(name)+0x\(offset)"
            return "\(place), unloaded \(ago) instructions ago"
                + (found.site.returnAddress == 0 ? "" : " by \(describe(found.site))")
        }
        if found.reservation.purpose == .view {
            what =
                "a view of a file mapping at \(found.reservation.range), made by \(describe(found.reservation.creator))"
        } else if let record = observers.mappings.record(of: found.reservation) {
            let target = record.physical.map { "physical \($0)" } ?? "other memory"
            what = "a copy-map of \(target), made by \(describe(record.createdBy))"
        } else {
            what = "\(found.reservation.range), reserved by \(describe(found.reservation.creator))"
        }
        return "\(what), released \(ago) instructions ago by \(describe(found.site))"
    }

    /// `the page pool is exhausted: …` when no page can be had; nil while one can.
    var exhaustion: String? {
        guard memory.pool.available == 0 else { return nil }
        return "the page pool is exhausted (\(memory.pool.total) pages, none can be had\(mostPages))"
    }

    /// Where on the stack the return address was that a thread has just branched to; nil when it did not return there.
    func smashedReturn(to address: VirtualAddress, _ report: FaultReport, _ thread: Thread) -> UInt32? {
        let slot = report.registers.sp &- 4
        let bytes = view(of: thread, privileged: true).peek(slot, count: 4)
        guard bytes.count == 4 else { return nil }
        let word = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & ~1 == address.rawValue & ~1 ? slot : nil
    }
}
