/// The receiving half of a port whose line has a speed: bytes wait in a FIFO until a guest reads them. One that comes
/// when the FIFO is full is lost (National Semiconductor PC16550D, "FIFO interrupt mode operation"). Times are
/// instructions since boot.
struct SerialReceiver: Codable {
    /// The deepest FIFO there is, that of OMAP.
    static let deepest = 64

    private(set) var fifo: [UInt8] = []
    /// When a byte has come or was read: what waits too long raises the timeout interrupt.
    private(set) var lastChange: UInt64 = 0
    /// Whether a byte was lost, and nobody has looked.
    var hasOverrun = false
    /// How many were lost.
    private(set) var lost: UInt64 = 0
    /// When the next byte of the far end is here; nil while the line is quiet.
    var nextArrival: UInt64?

    var level: Int { fifo.count }

    /// - Returns: false when the byte is lost.
    mutating func arrive(_ byte: UInt8, at time: UInt64, depth: Int) -> Bool {
        lastChange = time
        guard fifo.count < depth else {
            hasOverrun = true
            lost += 1
            return false
        }
        fifo.append(byte)
        return true
    }

    mutating func take(at time: UInt64) -> UInt8? {
        guard !fifo.isEmpty else { return nil }
        lastChange = time
        return fifo.removeFirst()
    }

    mutating func clear() { fifo = [] }

    /// Whether what waits has waited for so many instructions, without a new byte.
    func isStale(at time: UInt64, _ patience: UInt64) -> Bool {
        !fifo.isEmpty && time >= lastChange && time - lastChange >= patience
    }

    /// Has the wait begin again.
    mutating func touch(at time: UInt64) { lastChange = time }
}

/// The sending half: a FIFO, and the register that shifts its bytes out one behind the other.
struct SerialTransmitter: Codable {
    private(set) var fifo: [UInt8] = []
    private var shifting: UInt8 = 0
    /// When the byte in the shift register is out; nil while there is none.
    private(set) var end: UInt64?

    /// Bytes that are not out yet.
    var pending: Int { end == nil ? 0 : fifo.count + 1 }

    /// - Returns: false when there is no room: the byte is lost.
    mutating func put(_ byte: UInt8, at time: UInt64, _ character: UInt64, depth: Int) -> Bool {
        guard end != nil else {
            shifting = byte
            end = time &+ character
            return true
        }
        guard fifo.count < depth else { return false }
        fifo.append(byte)
        return true
    }

    /// The byte that is out by `time`, and when it was; the next begins at once.
    mutating func shift(by time: UInt64, _ character: UInt64) -> (byte: UInt8, time: UInt64)? {
        guard let end, end <= time else { return nil }
        let byte = shifting
        if fifo.isEmpty {
            self.end = nil
        } else {
            shifting = fifo.removeFirst()
            self.end = end &+ character
        }
        return (byte, end)
    }

    mutating func clear() { fifo = [] }
}
