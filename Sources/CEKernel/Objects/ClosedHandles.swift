package import CEMemory

/// A handle that was closed: what it stood for, and the call that closed it.
package struct ClosedHandle: Codable {
    package let handle: UInt32
    package let kind: HandleKind
    package let site: CallSite
}

/// The handles that were closed last.
struct ClosedHandles: Codable {
    private static let capacity = 256
    private var entries: [ClosedHandle] = []
    /// Where the next one goes once all places are taken.
    private var next = 0

    mutating func add(_ handle: ClosedHandle) {
        guard entries.count == Self.capacity else { return entries.append(handle) }
        entries[next] = handle
        next = (next + 1) % Self.capacity
    }

    /// - Returns: nil of a handle that was closed long ago, or never.
    func last(of handle: UInt32) -> ClosedHandle? { entries.first { $0.handle == handle } }
}
