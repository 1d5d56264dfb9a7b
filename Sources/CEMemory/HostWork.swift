package import SavedState

/// What the host has done for guests since boot beside touching their memory; for the clock.
package final class HostWork: SavedPart {
    /// Bytes that it cleared or moved where guests do not see them: files that grow.
    package private(set) var bytes: UInt64 = 0
    /// Entries that it looked through: names, handles, threads, runs of pages. One takes the host what an instruction takes, 10 ns;
    /// dearer ones count several times.
    package private(set) var entries: UInt64 = 0

    package init() {}

    @inline(__always)
    package func look(at count: Int, each price: Int = 1) { entries &+= UInt64(count * price) }
    package func move(bytes count: Int) { bytes &+= UInt64(count) }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&bytes)
        try state.carry(&entries)
    }
}
