/// What the static map covers, by virtual and by physical address, the first row winning as in OALPAtoVA and OALVAtoPA.
struct StaticCoverage: Hashable, Sendable {
    let byVirtual: FirstMatchIndex
    let byPhysical: FirstMatchIndex
    /// For each piece by virtual address: where the mapped addresses that start there end.
    private let mappedEnds: [UInt64]
    /// For each piece by virtual address: where the addresses that are also physically in a row end.
    private let linearEnds: [UInt64]

    init(_ rows: [StaticRow]) {
        byVirtual = FirstMatchIndex(rows.map(\.virtualExtent))
        byPhysical = FirstMatchIndex(rows.map(\.physicalExtent))
        let pieces = byVirtual.pieces
        var mapped = pieces.map(\.range.upperBound)
        var linear = mapped
        for index in pieces.indices.dropLast().reversed()
        where pieces[index].range.upperBound == pieces[index + 1].range.lowerBound {
            mapped[index] = mapped[index + 1]
            if rows[pieces[index].owner].displacement == rows[pieces[index + 1].owner].displacement {
                linear[index] = linear[index + 1]
            }
        }
        mappedEnds = mapped
        linearEnds = linear
    }

    /// One past the last address of the mapped run around `address`, or nil where nothing is mapped.
    func mappedEnd(from address: UInt64) -> UInt64? { byVirtual.pieceIndex(containing: address).map { mappedEnds[$0] } }

    /// One past the last address up to which virtual and physical addresses grow together, or nil where nothing is
    /// mapped.
    func linearEnd(from address: UInt64) -> UInt64? { byVirtual.pieceIndex(containing: address).map { linearEnds[$0] } }

    /// The index of the row that a virtual address belongs to.
    func row(atVirtual address: UInt64) -> Int? { byVirtual.owner(of: address) }

    /// The index of the row that a physical address belongs to.
    func row(atPhysical address: UInt64) -> Int? { byPhysical.owner(of: address) }
}
