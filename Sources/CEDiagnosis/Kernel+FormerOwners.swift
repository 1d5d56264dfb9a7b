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

    /// A pointer means memory of the process that uses it: what another one has, or had, at the same address.
    func lookElsewhere(_ address: VirtualAddress, _ process: Process, _ facts: inout AddressFacts) {
        let others = processes.living.values.filter { !$0.isKernel && $0 !== process }.sorted { $0.number < $1.number }
        for other in others {
            guard let reservation = other.space.reservation(at: address) else { continue }
            facts.otherOwner = other.name
            let there = self.facts(of: address, in: reservation, other).belongsTo ?? reservation.range.description
            facts.belongsTo = "nothing in \(process.name); in \(other.name) it is \(there)"
            return
        }
        for other in others {
            guard let found = memory.released.last(of: other.number, where: { $0.range.contains(address) }) else {
                continue
            }
            facts.otherOwner = other.name
            facts.belongedTo = "in \(other.name): \(describe(found, address))"
            return
        }
    }

    /// `smd.dll`, of where an image lay.
    private func imageName(_ reservation: Reservation) -> String? {
        guard case .image(let name) = reservation.purpose else { return nil }
        return name.hasPrefix("image ") ? String(name.dropFirst("image ".count)) : name
    }

    private func describe(_ found: ReleasedReservation, _ address: VirtualAddress) -> String {
        let ago = engine.instructions &- found.site.instructions
        let what: String
        if let name = imageName(found.reservation) {
            let offset = String(address.rawValue &- found.reservation.base.rawValue, radix: 16)
            return "\(name)+0x\(offset), unloaded \(ago) instructions ago by \(describe(found.site))"
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
