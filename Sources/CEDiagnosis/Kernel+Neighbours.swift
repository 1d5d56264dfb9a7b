import CEKernel
import CEMemory
import GuestAddress

/// What lies next to an address that belongs to nothing.
struct AddressNeighbour {
    let range: AddressRange<VirtualAddress>
    let text: String
    /// Where the address is, counted from the neighbour, when code that ran over its bounds may have come from there.
    let overrun: String?
}

extension Kernel {
    /// Bytes: what is further away has nothing to do with the address.
    private static let farthestNeighbour: UInt64 = 1 << 20
    /// Bytes behind a block, and before it, at which an index that went too far is likelier than a wild pointer.
    private static let farthestBehind: UInt64 = 1 << 16
    private static let farthestBefore: UInt64 = 1 << 12

    /// What is nearest, if anything is near.
    func neighbour(of address: VirtualAddress, _ process: Process) -> AddressNeighbour? {
        let raw = UInt64(address.rawValue)
        func distance(_ range: AddressRange<VirtualAddress>) -> UInt64 {
            range.end <= raw ? raw - range.end + 1 : UInt64(range.base.rawValue) - min(raw, UInt64(range.base.rawValue))
        }
        let window = process.isKernel ? board.staticMap.windows.min { distance($0.0) < distance($1.0) } : nil
        let reservation = process.space.reservations.min { distance($0.range) < distance($1.range) }
        if let reservation, distance(reservation.range) <= window.map({ distance($0.0) }) ?? .max {
            let bytes = distance(reservation.range)
            guard bytes <= Self.farthestNeighbour else { return nil }
            return AddressNeighbour(
                range: reservation.range, text: text(name(of: reservation, process), reservation.range, bytes, address),
                overrun: overrun(reservation, bytes, address, process))
        }
        guard let window, distance(window.0) <= Self.farthestNeighbour else { return nil }
        return AddressNeighbour(
            range: window.0, text: text(window.1, window.0, distance(window.0), address), overrun: nil)
    }

    private func text(
        _ name: String, _ range: AddressRange<VirtualAddress>, _ distance: UInt64, _ address: VirtualAddress
    ) -> String {
        let side = range.base > address ? "begins \(bytes(distance)) above" : "ends \(bytes(distance)) below"
        return "\(name) at \(range), \(side) the address"
    }

    private func bytes(_ count: UInt64) -> String { "\(count) byte\(count == 1 ? "" : "s")" }

    /// Code that walks over a block goes past its end, or before its beginning.
    private func overrun(
        _ reservation: Reservation, _ distance: UInt64, _ address: VirtualAddress, _ process: Process
    ) -> String? {
        let isBehind = reservation.base < address
        guard distance <= (isBehind ? Self.farthestBehind : Self.farthestBefore) else { return nil }
        let size = "the \(reservation.range.size) bytes"
        let creator = reservation.creator
        let what: String
        switch reservation.purpose {
        case .virtual, .view:
            let made = observers.mappings.record(of: reservation)?.createdBy ?? creator
            guard made.returnAddress != 0 else { return nil }
            what = "\(size) that \(made.function) gave \(describe(place: made))"
        case .heap: what = "the heap of \(distinctName(process)), \(reservation.range)"
        case .stack:
            guard isBehind else { return nil }
            what = "a stack, \(reservation.range)"
        case .image, .kernel, .reflected: return nil
        }
        return isBehind
            ? "\(bytes(distance)) past the end of \(what)" : "\(bytes(distance)) before the beginning of \(what)"
    }

    private func name(of reservation: Reservation, _ process: Process) -> String {
        switch reservation.purpose {
        case .image(let name): name
        case .stack: "a stack"
        case .heap: "a heap"
        case .kernel: reservation.creator.function
        case .reflected: "what the reflector shows the process"
        case .view: "a view of a file mapping, made by \(describe(reservation.creator))"
        case .virtual: "a reservation of \(describe(reservation.creator))"
        }
    }
}
