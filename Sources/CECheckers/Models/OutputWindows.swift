/// A buffer that a caller has handed to a driver to be filled, while the driver works for it.
struct OutputWindow: Codable {
    /// The driver's image.
    let driver: String
    /// `XXX_IOControl`.
    let function: String
    let thread: UInt32
    /// Whose buffer it is.
    let caller: String
    var first: UInt32
    /// The first byte behind it.
    var end: UInt32
    /// The input buffer, first and last byte, which may lie right behind.
    var input: ClosedRange<UInt32>?
    /// Where the driver is to put the count; 0 for nowhere.
    var countAddress: UInt32
    /// The process of the user-mode driver that has a copy of it, by id; nil of the caller's own bytes.
    var host: UInt32?
    /// Whether it has put one there.
    var hasCount = false
    /// Whether a write has ended exactly at the end: a write that goes on from there goes past.
    var isFull = false
    /// Who wrote up to the end, where the input buffer lies right behind.
    var filledBy: Actor?
}

/// The buffers of the calls that drivers are in, the innermost last.
struct OutputWindows: Codable {
    private(set) var windows: [OutputWindow] = []
    /// From the first to the last byte that a window asks about; nothing when there is no window.
    private var lowest = UInt32.max
    private var highest: UInt32 = 0

    /// Whether a write may touch a window: most do not, and this is asked of every one.
    @inline(__always)
    func mayConcern(_ address: UInt32, _ count: UInt32) -> Bool {
        address <= highest && UInt64(address) + UInt64(count) > UInt64(lowest)
    }

    mutating func push(_ window: OutputWindow) {
        windows.append(window)
        findBounds()
    }

    /// The driver has a copy of the innermost window of a thread.
    /// - Parameter host: the process of the copy, by id.
    mutating func move(thread: UInt32, to place: UInt32, size: UInt32, countAddress: UInt32, host: UInt32) {
        guard let index = windows.lastIndex(where: { $0.thread == thread }) else { return }
        windows[index].first = place
        windows[index].end = place &+ size
        windows[index].input = nil
        windows[index].countAddress = countAddress
        windows[index].host = host
        findBounds()
    }

    /// Takes the innermost window of a thread away.
    mutating func pop(thread: UInt32) -> OutputWindow? {
        guard let index = windows.lastIndex(where: { $0.thread == thread }) else { return nil }
        defer { findBounds() }
        return windows.remove(at: index)
    }

    /// A thread has ended within its calls.
    mutating func removeAll(of thread: UInt32) {
        windows.removeAll { $0.thread == thread }
        findBounds()
    }

    private mutating func findBounds() {
        (lowest, highest) = (.max, 0)
        for window in windows {
            lowest = min(lowest, window.first, window.countAddress == 0 ? .max : window.countAddress)
            highest = max(highest, window.end, window.countAddress == 0 ? 0 : window.countAddress | 3)
        }
    }

    /// The window of a thread that a write leaves: it passes the end, or goes on where one before reached it.
    /// - Parameters:
    ///   - host: the process of user-mode drivers that writes, by id; nil of the kernel.
    ///   - actor: who writes; asked for where the input buffer lies right behind.
    mutating func passed(
        by thread: UInt32, in host: UInt32?, address: UInt32, count: UInt32, actor: () -> Actor
    ) -> OutputWindow? {
        guard let index = windows.lastIndex(where: { $0.thread == thread }), windows[index].host == host else {
            return nil
        }
        if windows[index].countAddress != 0, windows[index].countAddress &- address < count {
            windows[index].hasCount = true
        }
        let first = windows[index].first
        let last = windows[index].end
        let end = address &+ count
        let isInside = address >= first && address < last
        if isInside, end == last {
            windows[index].isFull = true
            windows[index].filledBy = windows[index].input?.contains(last) == true ? actor() : nil
        }
        let goesOn = address == last && windows[index].isFull
        guard isInside && (end > last || end < address) || goesOn else { return nil }
        let window = windows[index]
        if goesOn, address == window.countAddress { return nil }
        // Of the input buffer it is the same copying that goes on, or a write of its own.
        if goesOn, window.input?.contains(address) == true, window.filledBy != actor() { return nil }
        return window
    }
}
