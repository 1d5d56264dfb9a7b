import GuestAddress

/// A stretch of the virtual address space with one use.
struct KernelWindow: Hashable, Sendable {
    var range: Range<UInt64>
    var title: String

    init(_ start: UInt64, _ end: UInt64, _ title: String) {
        range = start..<end
        self.title = title
    }

    /// Where the CPU's own area begins (public header vmlayout.h).
    private static let cpuArea: UInt64 = 0xF000_0000

    /// The windows around the static map, by generation and table style (documents ee483001 and aa450669, public header
    /// vmlayout.h).
    static func all(of profile: Profile, style: AddressTable.Style) -> [KernelWindow] {
        let layout = profile.layout
        var windows: [KernelWindow] = []
        if let slots = layout.slots {
            windows += [
                KernelWindow(0, slots.end, "process slots of \(slots.size >> 20) MB"),
                KernelWindow(slots.end, layout.userEnd, "large memory area, shared"),
            ]
        } else {
            windows.append(KernelWindow(0, layout.userEnd, "user half, one for each process"))
        }
        windows.append(KernelWindow(layout.userEnd, StaticWindow.end, "static map, cached"))
        if style == .new {
            windows.append(KernelWindow(StaticWindow.end, cpuArea, "kernel virtual memory, no uncached mirror"))
        } else {
            windows.append(KernelWindow(StaticWindow.end, StaticWindow.uncachedEnd, "static map again, uncached"))
            windows += layout.kernelAreas.map {
                KernelWindow(UInt64($0.range.base.rawValue), $0.range.end, $0.title)
            }
        }
        windows.append(KernelWindow(cpuArea, addressSpaceEnd, "CPU area, system calls"))
        return windows
    }
}
