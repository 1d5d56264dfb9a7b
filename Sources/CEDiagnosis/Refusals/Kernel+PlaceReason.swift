import CEKernel
import CEMemory
import GuestAddress

/// What is at the address that a memory call was refused for, and what its source is.
extension Kernel {
    func placeReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        switch rule {
        case .nothingReserved(let address, let owner): return nothingReason(rule, address, owner, description)
        case .pastReservation(let address, let size, let reservation, let owner):
            return RefusalReason(
                rule.name,
                "\(bytesText(UInt64(size))) from \(address) reach past the end of \(reservation.range) in "
                    + "\(processName(owner)), which is \(bytesText(reservation.size)), reserved by "
                    + describe(reservation.creator),
                ["address": address.description, "size": "\(size)", "reservation": reservation.range.description])
        case .otherUse(let address, let reservation, let owner):
            return otherUseReason(rule, address, reservation, owner, description)
        case .notBase(let address, let reservation) where reservation.purpose != .virtual:
            return otherUseReason(rule, address, reservation, nil, description)
        case .notBase(let address, let reservation):
            let taker = description.name.hasPrefix("VirtualFree") ? "MEM_RELEASE" : description.name
            return RefusalReason(
                rule.name,
                reservation.purpose == .virtual
                    ? "\(address) is not the beginning of \(reservation.range), reserved by "
                        + "\(describe(reservation.creator)): \(taker) takes \(reservation.base)"
                    : "\(address) lies in \(use(reservation)), \(reservation.range): \(description.name) takes what "
                        + "VirtualAlloc has reserved",
                ["address": address.description, "base": reservation.base.description])
        case .locked(let reservation):
            return RefusalReason(
                rule.name, "pages of \(reservation.range) are locked: UnlockPages comes first",
                ["reservation": reservation.range.description])
        case .committed(let address, let reservation):
            let mapped = observers.mappings.record(of: reservation).map { ", mapped by \(describe($0.createdBy))" }
            return RefusalReason(
                rule.name,
                "\(address) in \(reservation.range) has memory behind it already\(mapped ?? ""): \(description.name) "
                    + "takes pages that are reserved only (VirtualAlloc with MEM_RESERVE, reserved by "
                    + "\(describe(reservation.creator)))",
                ["address": address.description, "reservation": reservation.range.description])
        case .notCommitted(let address, let reservation):
            return RefusalReason(
                rule.name,
                "\(address) in \(reservation.range) is reserved by \(describe(reservation.creator)) and not committed",
                ["address": address.description, "reservation": reservation.range.description])
        case .readOnly(let address, let reservation):
            return RefusalReason(
                rule.name, "\(address) in \(reservation.range) is read-only, and is to be locked for writing",
                ["address": address.description, "reservation": reservation.range.description])
        case .addressesTaken(let address, let size, let owner): return takenReason(rule, address, size, owner)
        default: return RefusalReason(rule.name, "an argument breaks the rule \(rule.name)")
        }
    }

    private func otherUseReason(
        _ rule: MemoryRule, _ address: VirtualAddress, _ reservation: Reservation, _ owner: UInt16?,
        _ description: CallDescription
    ) -> RefusalReason {
        let process =
            processes.all.first {
                owner == nil ? $0.space.reservation(at: reservation.base) === reservation : $0.number == owner
            } ?? processes.nk
        let place = facts(of: address, in: reservation, process).belongsTo
        return RefusalReason(
            rule.name,
            "\(description.name) takes what VirtualAlloc has reserved, and \(address) is in "
                + (place ?? "\(use(reservation)) of \(process.name), \(reservation.range)"),
            ["address": address.description, "reservation": reservation.range.description])
    }

    private func nothingReason(
        _ rule: MemoryRule, _ address: VirtualAddress, _ owner: UInt16, _ description: CallDescription
    ) -> RefusalReason {
        let process = processes.all.first { $0.number == owner } ?? processes.nk
        var facts = AddressFacts(state: .free)
        lookBack(address, process, &facts)
        let before = facts.belongedTo.map { ": it was \($0)" } ?? ""
        let physical = before.isEmpty ? physicalBlock(address, description) : ""
        return RefusalReason(
            rule.name,
            "nothing is reserved at \(address) in \(process.name)\(before)\(physical)"
                + (before.isEmpty && physical.isEmpty ? elsewhere(address, but: owner) : ""),
            ["address": address.description, "process": process.name])
    }

    /// A physical address where its block's virtual one belongs, as the end of a sentence.
    private func physicalBlock(_ address: VirtualAddress, _ description: CallDescription) -> String {
        let space = processes.nk.space
        let wanted = address.rawValue & ~MemoryManager.pageMask
        let block = space.reservations.first {
            $0.releasedBy == .freePhysMem
                && space.tables.entry(at: $0.base) & ~MemoryManager.pageMask == wanted
        }
        guard let block else { return "" }
        return ": it is the physical address of the block at \(block.range), and \(description.name) takes the virtual "
            + "one, which AllocPhysMem has returned"
    }

    private func takenReason(
        _ rule: MemoryRule, _ address: VirtualAddress, _ size: UInt64, _ owner: UInt16
    ) -> RefusalReason {
        let range = AddressRange(base: address, clampedSize: size)
        let space = processes.all.first { $0.number == owner }?.space
        let other = space?.reservations.first { $0.range.overlaps(range) }
        return RefusalReason(
            rule.name,
            other.map { "\(range) overlaps \($0.range) in \(processName(owner)), reserved by \(describe($0.creator))" }
                ?? "\(range) lies outside of what \(processName(owner)) may reserve",
            ["address": address.description, "size": "\(size)"])
    }

    private func use(_ reservation: Reservation) -> String {
        switch reservation.purpose {
        case .image(let name): "the image \(name)"
        case .stack: "a stack"
        case .heap: "a heap"
        case .kernel: "the kernel's \(reservation.creator.function)"
        case .reflected: "what the reflector shows"
        case .view: "a view of a file mapping"
        case .virtual: "a reservation"
        }
    }

    /// Whose an address is besides, as the end of a sentence.
    private func elsewhere(_ address: VirtualAddress, but owner: UInt16) -> String {
        let others = processes.living.values.filter {
            $0.number != owner && $0.space.reservation(at: address) != nil
        }.map(\.name).sorted()
        return others.isEmpty
            ? ""
            : ": the address is one of \(others.prefix(4).joined(separator: ", ")), whose handle the call has to name"
    }

    // MARK: Sources of mappings

    func sourceReason(_ rule: MemoryRule, _ description: CallDescription) -> RefusalReason {
        switch rule {
        case .noSource(let address, let owner):
            let what =
                owner == processes.nk.number
                ? "is no committed memory of \(processName(owner)) and no address of the static map"
                : "is no committed memory of \(processName(owner))"
            return RefusalReason(
                rule.name, "the source \(address) \(what)" + meaning(.address(address.rawValue)),
                ["source": address.description])
        case .notShifted(let source):
            return RefusalReason(
                rule.name,
                "\(description.name) takes a physical address divided by 256, of whole pages, and "
                    + "\(addressText(source)) is "
                    + "none" + meaning(.shifted(source)), ["source": addressText(source)])
        case .pastPhysicalEnd(let physical, let size):
            return RefusalReason(
                rule.name, "\(bytesText(size)) from physical \(physical) reach past 0xffffffff",
                ["physical": physical.description, "size": "\(size)"])
        default: return RefusalReason(rule.name, "an argument breaks the rule \(rule.name)")
        }
    }

    /// What a number would be in another unit, as the end of a sentence.
    private func meaning(_ number: DoubtfulSource.Number) -> String {
        guard let meant = meant(by: number) else { return "" }
        let right = addressText(meant.physical.rawValue >> 8)
        switch number {
        case .address:
            return ": as a physical address it is \(meant.place): pass PAGE_PHYSICAL and \(right)"
        case .shifted, .bytes:
            return ": meant is \(meant.place), which is \(right)"
        }
    }
}
