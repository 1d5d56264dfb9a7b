public import GuestAddress

/// The layouts of the generations (documents ee483001, aa450669 and public header vmlayout.h;
/// `Documentation/CE-Memory.md`, section 1).
extension AddressLayout {
    /// Windows CE 5: 33 slots of 32 MB, then memory that all processes share.
    public static let ce5: AddressLayout = {
        var layout = AddressLayout.ce6
        layout.slots = Slots(size: 32 << 20, count: 33)
        layout.userMemory = window(0x0001_0000, 0x0200_0000)
        layout.userLibraries = window(0x0100_0000, 0x0200_0000)
        layout.placesLibrariesDownwards = true
        layout.fileMappings = window(0x4200_0000, 0x8000_0000)
        layout.userWriteEnd = 0x8000_0000
        layout.kernelAreas = [KernelArea(range: window(0xC000_0000, 0xF000_0000), title: "kernel, secure slot")]
        layout.firstMethod = 0xF001_0000
        return layout
    }()

    /// Windows Embedded CE 6.
    public static let ce6 = AddressLayout(
        slots: nil,
        userMemory: window(0x0001_0000, 0x4000_0000),
        userLibraries: window(0x4001_0000, 0x6000_0000),
        fileMappings: window(0x6000_0000, 0x7000_0000),
        userWriteEnd: 0x7000_0000,
        userReadEnd: 0x8000_0000,
        kernelHalf: VirtualAddress(0x8000_0000),
        kernelLibraries: window(0xC001_0000, 0xC800_0000),
        kernelMemory: window(0xD000_0000, 0xF000_0000),
        kernelAreas: [
            KernelArea(range: window(0xC000_0000, 0xC800_0000), title: "kernel-mode XIP DLLs"),
            KernelArea(range: window(0xC800_0000, 0xD000_0000), title: "object store"),
            KernelArea(range: window(0xD000_0000, 0xF000_0000), title: "kernel virtual memory"),
        ],
        firstMethod: 0xF102_0000,
        vectors: VirtualAddress(0xFFFF_0000),
        kernelData: VirtualAddress(0xFFFF_C000))

    /// Windows Embedded Compact 7 and 2013: one pool for DLLs and object store, and a last megabyte that users may not
    /// read.
    public static let compact: AddressLayout = {
        var layout = AddressLayout.ce6
        layout.userReadEnd = 0x7FF0_0000
        layout.kernelLibraries = window(0xC001_0000, 0xD000_0000)
        layout.kernelAreas = [
            KernelArea(
                range: window(0xC000_0000, 0xF000_0000), title: "kernel DLLs, object store, kernel virtual memory")
        ]
        return layout
    }()

    /// The addresses from `base` up to, but not with, `end`.
    public static func window(_ base: UInt32, _ end: UInt64) -> AddressRange<VirtualAddress> {
        AddressRange(base: VirtualAddress(base), clampedSize: end - UInt64(base))
    }
}
