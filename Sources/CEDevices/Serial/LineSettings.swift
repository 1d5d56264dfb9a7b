/// What a port's registers say about its line and its FIFOs; it follows from them.
struct LineSettings: Equatable {
    /// Instructions that a character takes; 0 of a line without a speed.
    var character: UInt64 = 0
    var depth = 1
    var trigger = 1
    /// The transmitter wants more when so few bytes are left in its FIFO.
    var threshold = 0
    /// Whether the port hears itself, and not the far end.
    var isInLoop = false
    /// Whether what is sent comes back: a plug at the port, or the loop of MCR.
    var loops = false
    /// Whether the far end waits for room: the port tells it by itself that it has none.
    var waitsForRoom = false
    /// How long bytes wait until the timeout interrupt, in instructions.
    var patience: UInt64 = 0
}
