package import BSPFiles
internal import OEMAddrTable

/// A proposal for a board's memory, and what it leaves.
package struct MapPlan: Sendable {
    /// RAM or registers that only mappings made at run time reach.
    package struct Remainder: Hashable, Sendable {
        /// Physical addresses.
        package var range: Range<UInt64>
        /// The device whose registers they are, nil for RAM.
        package var device: String?

        /// `0xb0000000-0xbfffffff, 256 MB of RAM`.
        package var phrase: String {
            "\(extentText(range)), \(sizeText(range)) of " + (device.map { "registers of \($0)" } ?? "RAM")
        }

        /// The calls that map all of it.
        package var call: String {
            DynamicAccess(
                physical: range.lowerBound, size: range.upperBound - range.lowerBound, isUncached: device != nil
            ).call
        }
    }

    package var draft: BoardDraft
    /// What no table has, by address.
    package var remainders: [Remainder]
    /// Bytes of the static window that no row takes.
    package var windowLeft: UInt64
}

/// Why no map can be proposed.
package struct PlanningError: Error, Hashable, Sendable {
    package var message: String

    package init(message: String) { self.message = message }
}
