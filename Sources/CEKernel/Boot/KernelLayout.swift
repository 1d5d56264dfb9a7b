package import GuestAddress
package import OEMAddrTable

/// Where the kernel's half of the address space holds what.
package struct KernelLayout: Sendable {
    /// Kernel-mode DLLs, drivers among them.
    let libraries: AddressRange<VirtualAddress>
    /// What VirtualAlloc in the kernel hands out.
    package let memory: AddressRange<VirtualAddress>

    /// The layout of a profile (CE 6: documents ee483001 and the vmlayout header; Compact 7 has one pool).
    package init(profile: Profile, table: AddressTable) {
        switch (profile.name, table.style) {
        case (.ce5, _), (.ce6, _):
            libraries = AddressRange(base: VirtualAddress(0xC001_0000), clampedSize: 0x07FF_0000)
            memory = AddressRange(base: VirtualAddress(0xD000_0000), clampedSize: 0x2000_0000)
        case (_, .classic), (_, .new):
            libraries = AddressRange(base: VirtualAddress(0xC001_0000), clampedSize: 0x0FFF_0000)
            memory = AddressRange(base: VirtualAddress(0xD000_0000), clampedSize: 0x2000_0000)
        }
    }
}
