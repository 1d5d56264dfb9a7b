package import GuestAddress

/// The rule by which a memory call was refused, with its values. It is made when a call fails, and never before.
package enum MemoryRule {
    /// Not from 1 to 0x7fffffff bytes.
    case size(UInt32)
    case protection(UInt32)
    case allocationType(UInt32)
    case freeType(UInt32)
    /// MEM_RELEASE takes a size of 0.
    case releaseSize(UInt32)
    case nothingReserved(VirtualAddress, owner: UInt16)
    case pastReservation(VirtualAddress, size: UInt32, Reservation, owner: UInt16)
    /// An image, a stack, a heap, a view: not for these calls.
    case otherUse(VirtualAddress, Reservation, owner: UInt16)
    case notBase(VirtualAddress, Reservation)
    case locked(Reservation)
    /// The first page that has something behind it already.
    case committed(VirtualAddress, Reservation)
    /// The first page that has nothing behind it.
    case notCommitted(VirtualAddress, Reservation)
    /// A source of a copy-map that is neither committed memory nor in the static map.
    case noSource(VirtualAddress, owner: UInt16)
    /// The offsets of source and destination in their pages differ.
    case offsets(source: UInt32, destination: UInt32)
    case pastPhysicalEnd(PhysicalAddress, size: UInt64)
    /// A physical address that should have been divided by 256.
    case notShifted(UInt32)
    /// No free run of addresses of so many bytes.
    case noAddresses(UInt64, owner: UInt16)
    case addressesTaken(VirtualAddress, size: UInt64, owner: UInt16)
    case noPages(wanted: Int)
    case noPageTables
    /// So many adjacent pages, with these bits of the first address zero.
    case notAdjacent(pages: Int, mask: UInt32)
    case readOnly(VirtualAddress, Reservation)
    case attributeMask(UInt32)
    /// A part of a file mapping that it does not have.
    case view(offset: UInt32, size: UInt32, of: UInt32)
}

extension MemoryRule {
    /// The source that a mapping named, where that is what was wrong: each is a mistake of its own.
    package var source: UInt32? {
        switch self {
        case .noSource(let address, _): address.rawValue
        case .notShifted(let source): source
        default: nil
        }
    }

    /// The stable name that reports have for it.
    package var name: String {
        switch self {
        case .size: "size"
        case .protection: "protection"
        case .allocationType: "allocation-type"
        case .freeType: "free-type"
        case .releaseSize: "release-size"
        case .nothingReserved: "not-reserved"
        case .pastReservation: "past-reservation"
        case .otherUse: "other-use"
        case .notBase: "not-base"
        case .locked: "locked"
        case .committed: "committed"
        case .notCommitted: "not-committed"
        case .noSource: "no-source"
        case .offsets: "offsets"
        case .pastPhysicalEnd: "past-end"
        case .notShifted: "not-shifted"
        case .noAddresses: "no-addresses"
        case .addressesTaken: "addresses-taken"
        case .noPages: "no-pages"
        case .noPageTables: "no-page-tables"
        case .notAdjacent: "not-adjacent"
        case .readOnly: "read-only"
        case .attributeMask: "attribute-mask"
        case .view: "view"
        }
    }
}

extension MemoryManager {
    /// Keeps why a call is refused for whoever explains it.
    package func refuse(_ rule: MemoryRule, _ error: CEError = .invalidParameter) -> CEError {
        brokenRule = rule
        return error
    }

    /// The rule that the call which has just failed broke, if it was one of memory.
    package func takeBrokenRule() -> MemoryRule? {
        guard brokenRule != nil else { return nil }
        defer { brokenRule = nil }
        return brokenRule
    }

    /// The call has come to its end without it.
    package func forgetBrokenRule() { if brokenRule != nil { brokenRule = nil } }

    /// A protection, checked.
    func checkedProtection(_ flags: UInt32) throws(CEError) -> Protection {
        do throws(CEError) { return try Protection(flags) } catch { throw refuse(.protection(flags), error) }
    }

    /// The first page of a run that has something behind it.
    func firstCommitted(_ run: Range<Int>, of reservation: Reservation) -> VirtualAddress {
        let page = reservation.segments.first { $0.end > run.lowerBound }.map { max($0.first, run.lowerBound) }
        return address(page ?? run.lowerBound, of: reservation)
    }

    /// The first page of a run that has nothing behind it.
    package func firstGap(_ run: Range<Int>, of reservation: Reservation) -> VirtualAddress {
        address(reservation.gaps(in: run).first?.lowerBound ?? run.lowerBound, of: reservation)
    }
}
