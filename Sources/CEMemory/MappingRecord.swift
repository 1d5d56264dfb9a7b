package import GuestAddress
package import MachineTerms

/// One dynamic mapping in the history of a run: a copy-map, a commit, or a reservation that never got either.
package struct MappingRecord: Sendable, Codable {
    package typealias Kind = MappingKind

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
