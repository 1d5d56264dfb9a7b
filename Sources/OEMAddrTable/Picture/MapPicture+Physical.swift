internal import GuestAddress

/// The column of physical memory.
extension MapPicture {
    /// Banks in their parts, and beside them what the rows reach outside all banks.
    static func physicalBlocks(_ subject: MapUnderCheck, _ connections: [Connection]) -> [PictureBlock] {
        let index = FirstMatchIndex(connections.map(\.physical))
        var blocks = banksOnly(subject)
        for piece in index.pieces {
            let connection = connections[piece.owner]
            for gap in subject.banks.gaps(in: piece.range) {
                blocks.append(
                    PictureBlock(
                        kind: connection.kind, range: gap, title: "\(connection.name), \(sizeText(gap))",
                        details: ["virtual \(extentText(connection.virtual))"], location: connection.location,
                        link: connection.link))
            }
            for part in subject.banks.intersection(piece.range) {
                blocks.append(
                    PictureBlock(
                        kind: .ram, range: part, title: "RAM, \(sizeText(part))",
                        details: ["virtual \(extentText(connection.virtual))"], location: connection.location,
                        link: connection.link))
            }
        }
        return blocks.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// What of the banks is not mapped.
    static func banksOnly(_ subject: MapUnderCheck) -> [PictureBlock] {
        let declared = IntervalUnion(subject.ramRows.map(\.physicalExtent))
        var blocks: [PictureBlock] = []
        for bank in subject.banks.intervals {
            for gap in subject.mapped.gaps(in: bank) {
                for part in declared.intersection(gap) {
                    blocks.append(
                        PictureBlock(
                            kind: .extra, range: part, title: "OEMRamTable, \(sizeText(part))",
                            details: ["the kernel maps it dynamically"]))
                }
                for part in declared.gaps(in: gap) {
                    let access = DynamicAccess(physical: part.lowerBound, size: part.upperBound - part.lowerBound)
                    let source = subject.map.banks.first {
                        (UInt64($0.range.base.rawValue)..<$0.range.end).contains(part.lowerBound)
                    }
                    blocks.append(
                        PictureBlock(
                            kind: .unreached, range: part, title: "not in the static map, \(sizeText(part))",
                            details: ["reached with VirtualCopyEx and PAGE_PHYSICAL", access.call],
                            location: source?.location))
                }
            }
        }
        for row in declared.intervals {
            for part in subject.banks.gaps(in: row) {
                blocks.append(
                    PictureBlock(
                        kind: .extra, range: part, title: "OEMRamTable, \(sizeText(part))",
                        details: ["in no RAM bank of the board"]))
            }
        }
        return blocks
    }
}
