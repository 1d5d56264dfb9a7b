package import GuestAddress

extension Reservation {
    private static let changesKept = 16

    /// Notes that pages were taken back, or got other rights.
    func note(_ change: PageChange) {
        if changes.count == Self.changesKept { changes.removeFirst() }
        changes.append(change)
    }

    /// Who changed the page of an address last, of those who are still known.
    package func lastChange(at address: VirtualAddress) -> CallSite? {
        let page = page(of: address)
        return changes.last { $0.first <= page && page < $0.end }?.site
    }
}
