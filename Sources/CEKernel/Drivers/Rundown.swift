import CEMemory

/// What a process that has ended left open in drivers, and how far closing it has come.
struct Rundown: Codable {
    /// Whose memory is kept until then.
    let process: Process
    /// The opens that are still to be closed, the one in hand not among them.
    var opens: WorkList<DeviceOpen>
    var open: DeviceOpen?
    /// Entry points that are still to be called for the open in hand.
    var entries: WorkList<UInt32> = []
}
