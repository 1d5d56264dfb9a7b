/// A buffer that a caller has handed to a driver to be filled, while the driver works for it.
struct OutputWindow {
    /// The driver's image.
    let driver: String
    /// `XXX_IOControl`.
    let function: String
    let thread: UInt32
    let first: UInt32
    /// The first byte behind it.
    let end: UInt32
    /// The input buffer, first and last byte, which may lie right behind.
    let input: ClosedRange<UInt32>?
    /// Where the driver is to put the count; 0 for nowhere.
    let countAddress: UInt32
    /// Whether it has put one there.
    var hasCount = false
    /// Whether a write has ended exactly at the end: a write that goes on from there goes past.
    var isFull = false
}

/// The buffers of the calls that drivers are in, the innermost last.
struct OutputWindows {
    private(set) var windows: [OutputWindow] = []
    var isEmpty: Bool { windows.isEmpty }

    mutating func push(_ window: OutputWindow) { windows.append(window) }

    /// Takes the innermost window of a thread away.
    mutating func pop(thread: UInt32) -> OutputWindow? {
        guard let index = windows.lastIndex(where: { $0.thread == thread }) else { return nil }
        return windows.remove(at: index)
    }

    /// A thread has ended within its calls.
    mutating func removeAll(of thread: UInt32) { windows.removeAll { $0.thread == thread } }

    /// The window of a thread that a write leaves: it passes the end, or goes on where one before reached it.
    mutating func passed(by thread: UInt32, address: UInt32, count: UInt32) -> OutputWindow? {
        guard let index = windows.lastIndex(where: { $0.thread == thread }) else { return nil }
        if windows[index].countAddress != 0, windows[index].countAddress &- address < count {
            windows[index].hasCount = true
        }
        let window = windows[index]
        let end = address &+ count
        if address < window.end, address >= window.first, end == window.end { windows[index].isFull = true }
        let passes = address >= window.first && address < window.end && (end > window.end || end < address)
        let goesOn = address == window.end && window.isFull
        guard passes || goesOn else { return nil }
        if goesOn, address == window.countAddress || window.input?.contains(address) == true { return nil }
        return window
    }
}
