/// A stretch of the virtual address space with one use.
struct KernelWindow: Hashable, Sendable {
    var range: Range<UInt64>
    var title: String

    init(_ start: UInt64, _ end: UInt64, _ title: String) {
        range = start..<end
        self.title = title
    }

    /// The windows around the static map, by generation and table style (documents ee483001 and aa450669, public header
    /// vmlayout.h).
    static func all(of profile: Profile, style: AddressTable.Style) -> [KernelWindow] {
        var windows: [KernelWindow] = []
        if profile.hasPrivateAddressSpaces {
            windows.append(KernelWindow(0, 0x8000_0000, "user half, one for each process"))
        } else {
            windows += [
                KernelWindow(0, 0x4200_0000, "process slots of 32 MB"),
                KernelWindow(0x4200_0000, 0x8000_0000, "large memory area, shared"),
            ]
        }
        windows.append(KernelWindow(0x8000_0000, 0xA000_0000, "static map, cached"))
        if style == .new {
            windows.append(KernelWindow(0xA000_0000, 0xF000_0000, "kernel virtual memory, no uncached mirror"))
        } else {
            windows.append(KernelWindow(0xA000_0000, 0xC000_0000, "static map again, uncached"))
            if profile.knowsNewStyleTable {
                windows.append(
                    KernelWindow(0xC000_0000, 0xF000_0000, "kernel DLLs, object store, kernel virtual memory"))
            } else if profile.hasPrivateAddressSpaces {
                windows += [
                    KernelWindow(0xC000_0000, 0xC800_0000, "kernel-mode XIP DLLs"),
                    KernelWindow(0xC800_0000, 0xD000_0000, "object store"),
                    KernelWindow(0xD000_0000, 0xF000_0000, "kernel virtual memory"),
                ]
            } else {
                windows.append(KernelWindow(0xC000_0000, 0xF000_0000, "kernel, secure slot"))
            }
        }
        windows.append(KernelWindow(0xF000_0000, addressSpaceEnd, "CPU area, system calls"))
        return windows
    }
}
