/// What the registers of a 16550 say about its line and its FIFOs; it follows from them.
struct LineSettings: Equatable {
    /// Instructions that a character takes; 0 of a line without a speed.
    var character: UInt64 = 0
    var depth = 1
    var trigger = 1
    /// The transmitter wants more when so few bytes are left in its FIFO.
    var threshold = 0
    /// Whether what is sent comes back: a plug at the port, or the loop of MCR.
    var loops = false
    /// Whether the far end waits for room (EFR's AUTORTS).
    var waitsForRoom = false
}

/// Bytes on the line. Nothing happens a byte at a time: what has come and gone is worked out when somebody looks, and
/// the device is called when its interrupts change.
extension NS16550 {
    /// Does what has happened on the line since somebody looked.
    func bringUpToDate() {
        let now = connection.alarms.now
        let character = settings.character
        guard character > 0 else { return fill(at: now) }
        while let (byte, time) = transmitter.shift(by: now, character) {
            if settings.loops { arrive(byte, at: time) }
            if transmitter.fifo.count <= settings.threshold { wantsMore = true }
        }
        guard hasInput, !isInLoop else {
            receiver.nextArrival = nil
            return
        }
        var next = receiver.nextArrival ?? now &+ character
        while next <= now, hasInput {
            if settings.waitsForRoom, receiver.level >= settings.depth {
                next = now &+ character
            } else {
                arrive(UInt8(truncatingIfNeeded: take()), at: next)
                next = next &+ character
            }
        }
        receiver.nextArrival = hasInput ? next : nil
    }

    /// A line without a speed brings all that there is room for.
    private func fill(at now: UInt64) {
        while hasInput, receiver.level < SerialReceiver.deepest {
            _ = receiver.arrive(UInt8(truncatingIfNeeded: take()), at: now, depth: SerialReceiver.deepest)
        }
    }

    private func arrive(_ byte: UInt8, at time: UInt64) {
        guard !receiver.arrive(byte, at: time, depth: settings.depth) else { return }
        // One finding for a port: a late driver loses many.
        guard receiver.lost == 1 else { return }
        connection.complain(
            "\(connection.name) has lost a byte: its receive FIFO was full (\(settings.depth) bytes), "
                + "and nobody read it"
        )
    }

    /// When the port's interrupts change by themselves; nil while nothing is to come.
    func nextChange(now: UInt64, enabled: UInt32) -> UInt64? {
        guard settings.character > 0 else { return nil }
        var times: [UInt64] = []
        if enabled & 1 != 0, receiver.level < settings.trigger, let time = receiveChange(now) { times.append(time) }
        if enabled & 2 != 0, !wantsMore, let end = transmitter.end {
            let left = max(0, transmitter.fifo.count - settings.threshold - 1)
            times.append(end &+ UInt64(left) &* settings.character)
        }
        return times.min()
    }

    private func receiveChange(_ now: UInt64) -> UInt64? {
        let character = settings.character
        let isLooped = settings.loops && transmitter.end != nil
        let first = isLooped ? transmitter.end : receiver.nextArrival
        let missing = settings.trigger - receiver.level
        if let first {
            let coming = isLooped ? transmitter.pending : inputCount
            if coming >= missing { return first &+ UInt64(missing - 1) &* character }
            return first &+ UInt64(coming + 3) &* character
        }
        guard receiver.level > 0, !receiver.isStale(at: now, character) else { return nil }
        return receiver.lastChange &+ 4 &* character
    }
}
