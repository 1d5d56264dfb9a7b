import GuestAddress

extension MemoryMap {
    /// The map as a machine may boot it, or nil with the findings that forbid it.
    ///
    /// The kernel itself checks nothing of this: a wrong table shows as a board that prints nothing. Sources: the documents ms902344,
    /// aa447371 and ee478351 (window, total, overlap, terminator, at least one row).
    /// - Returns: the validated map, nil when a finding is an error; and the findings, all about the first table.
    public func validated() -> (map: ValidatedMap?, findings: [Finding]) {
        guard let table = tables.first else {
            let place = regions.first?.location ?? SourceLocation(file: "")
            return (nil, [Finding("CE0105", .error, at: place, "there is no address table")])
        }
        let findings = bootFindings(of: table)
        let isRefused = findings.contains { $0.severity == .error }
        return (isRefused ? nil : ValidatedMap(map: self, table: table), findings)
    }
}

private let windowBase: UInt64 = 0x8000_0000
private let windowEnd: UInt64 = 0xA000_0000
private let windowCapacity = ByteCount.megabytes(512)
private let section: UInt32 = 0x10_0000

private func bootFindings(of table: AddressTable) -> [Finding] {
    var findings: [Finding] = []
    let rows = Array(table.mappedRows)
    if rows.isEmpty {
        findings.append(Finding("CE0105", .error, at: table.location, "address table '\(table.symbol)' has no rows"))
    }
    if !table.isTerminated {
        let place = table.rows.last?.location ?? table.location
        findings.append(
            Finding(
                "CE0104", .error, at: place, "address table '\(table.symbol)' is not ended by an all-zero row",
                hint: "add the row 0x00000000, 0x00000000, 0"))
    }
    var total: UInt64 = 0
    for row in rows {
        total = total.addingReportingOverflow(row.size).overflow ? .max : total + row.size
        findings += windowFindings(of: row)
    }
    if let last = rows.last, total > windowCapacity.rawValue {
        findings.append(
            Finding(
                "CE0102", .error, at: last.location,
                "the rows of '\(table.symbol)' are \(ByteCount(total)) together, more than \(windowCapacity)"))
    }
    return findings + overlapFindings(of: rows)
}

private func windowFindings(of row: StaticRow) -> [Finding] {
    if row.virtual.rawValue == AddressTable.newMappingTable {
        return [
            Finding(
                "CE0101", .error, at: row.location, "the CE_NEW_MAPPING_TABLE row must be the first row of the table")
        ]
    }
    let base = UInt64(row.virtual.rawValue)
    guard base >= windowBase, row.size <= windowEnd - windowBase, base + row.size <= windowEnd else {
        return [
            Finding(
                "CE0101", .error, at: row.location,
                "row \(row.virtual), \(ByteCount(row.size)), is not inside 0x80000000-0x9fffffff")
        ]
    }
    guard row.virtual.isAligned(to: section), row.physical.isAligned(to: section) else {
        return [
            Finding(
                "CE0106", .warning, at: row.location,
                "row \(row.virtual) to \(row.physical) is not on a megabyte: the kernel drops the low 20 bits")
        ]
    }
    return []
}

/// Pairs of rows that overlap in virtual addresses and disagree about the physical address, found by sorting.
private func overlapFindings(of rows: [StaticRow]) -> [Finding] {
    let order = rows.indices.sorted { (rows[$0].virtual, $0) < (rows[$1].virtual, $1) }
    var findings: [Finding] = []
    var reaching: StaticRow?
    for index in order {
        let row = rows[index]
        if let earlier = reaching, UInt64(row.virtual.rawValue) - UInt64(earlier.virtual.rawValue) < earlier.size,
            row.physical.rawValue &- row.virtual.rawValue != earlier.physical.rawValue &- earlier.virtual.rawValue
        {
            findings.append(
                Finding(
                    "CE0103", .error, at: row.location,
                    "row \(row.virtual) maps addresses that row \(earlier.virtual) maps elsewhere",
                    notes: [Finding.Note("the other row", at: earlier.location)]))
        }
        let end = UInt64(row.virtual.rawValue) &+ row.size
        if reaching.map({ UInt64($0.virtual.rawValue) &+ $0.size < end }) ?? true { reaching = row }
    }
    return findings
}
