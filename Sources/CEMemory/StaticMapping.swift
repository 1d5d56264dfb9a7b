package import GuestAddress

/// A mapping that CreateStaticMapping made.
package struct StaticMapping: Codable {
    package let physical: AddressRange<PhysicalAddress>
    package let virtual: VirtualAddress
}
