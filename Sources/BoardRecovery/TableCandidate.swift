internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

/// Words of an image that have the shape of an OEMAddressTable.
struct TableCandidate {
    /// Where it stands when the image runs.
    var address: UInt64
    /// Whether CE_NEW_MAPPING_TABLE is in front of the rows.
    var isNewStyle: Bool
    /// The word behind the mark, the address of the OEMDeviceTable or 0.
    var devicePointer: UInt32 = 0
    var rows: [BoardDraft.Row]

    /// Whether the rows map all of a range of virtual addresses.
    func maps(_ range: Range<UInt64>) -> Bool {
        !range.isEmpty && IntervalUnion(rows.map(\.virtualRange)).gaps(in: range).isEmpty
    }

    /// Whether each virtual address leads to one physical address, and the rows fit into the window.
    var isSound: Bool {
        let total = rows.reduce(UInt64(0)) { $0 + $1.size }
        guard total <= StaticWindow.capacity else { return false }
        let sorted = rows.sorted { $0.virtual < $1.virtual }
        return zip(sorted, sorted.dropFirst()).allSatisfy { left, right in
            !left.virtualRange.overlaps(right.virtualRange)
                || left.virtual.rawValue &- left.physical.rawValue == right.virtual.rawValue &- right.physical.rawValue
        }
    }
}
