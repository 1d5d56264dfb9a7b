package import GuestAddress

/// One dynamic mapping in the history of a run: a copy-map, a commit, or a reservation that never got either.
package struct MappingRecord: Sendable {
    package enum Kind: String, Sendable { case reserved, committed, physical, copied, view }

    package var kind: Kind
    /// The number of the process in whose space it is; the kernel's for kernel addresses.
    package var owner: UInt16
    package var virtual: AddressRange<VirtualAddress>
    /// Where it leads, when that is one run of physical addresses.
    package var physical: AddressRange<PhysicalAddress>?
    package var protection: UInt32
    package var createdBy: CallSite
    package var releasedBy: CallSite?
}

/// The mappings of a run, in order of making. Bounded: of a guest that maps for ever the oldest released ones are forgotten,
/// and counted.
package struct MappingTrace {
    private static let capacity = 65536

    package private(set) var records: [MappingRecord] = []
    package private(set) var forgotten = 0
    /// The number of the first record in `records`; numbers stay valid when older ones are forgotten.
    private var firstNumber = 0

    mutating func add(_ record: MappingRecord) -> Int {
        if records.count >= Self.capacity { forget() }
        records.append(record)
        return firstNumber + records.count - 1
    }

    subscript(number: Int) -> MappingRecord? {
        get { records.indices.contains(number - firstNumber) ? records[number - firstNumber] : nil }
        set {
            guard let newValue, records.indices.contains(number - firstNumber) else { return }
            records[number - firstNumber] = newValue
        }
    }

    mutating func release(_ number: Int, by site: CallSite) {
        guard records.indices.contains(number - firstNumber) else { return }
        records[number - firstNumber].releasedBy = site
    }

    private mutating func forget() {
        let half = records.count / 2
        records.removeFirst(half)
        firstNumber += half
        forgotten += half
    }
}
