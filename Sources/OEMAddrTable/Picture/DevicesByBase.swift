internal import GuestAddress

/// The devices of a board by the addresses of their registers.
struct DevicesByBase: Sendable {
    /// So many are named of a row.
    private static let namedLimit = 4

    private let devices: [BoardDevice]

    init(_ devices: [BoardDevice]) { self.devices = devices.sorted { $0.base < $1.base } }

    /// The names of the first devices in a range of physical addresses.
    func names(in range: Range<UInt64>) -> [String] {
        let first = devices.partitioningIndex { UInt64($0.base.rawValue) >= range.lowerBound }
        return devices[first...].prefix(Self.namedLimit).prefix { range.contains(UInt64($0.base.rawValue)) }.map(\.name)
    }

    /// The same as a line of facts; none without devices.
    func phrase(in range: Range<UInt64>) -> [String] {
        let names = names(in: range)
        return names.isEmpty ? [] : ["devices: " + names.joined(separator: ", ")]
    }
}
