/// Bytes on the line.
extension PacedUART {
    /// Does what has happened on the line since somebody looked.
    func bringUpToDate() {
        let now = connection.alarms.now
        let character = settings.character
        guard character > 0 else { return fill(at: now) }
        while let (byte, time) = transmitter.shift(by: now, character) {
            if settings.loops { arrive(byte, at: time) }
            if transmitter.fifo.count <= settings.threshold { wantsMore = true }
        }
        guard hasInput, !settings.isInLoop else {
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
    func nextChange(now: UInt64, receives: Bool, sends: Bool) -> UInt64? {
        guard settings.character > 0 else { return nil }
        var times: [UInt64] = []
        if receives, receiver.level < settings.trigger, let time = receiveChange(now) { times.append(time) }
        if sends, let end = transmitter.end {
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
            return first &+ UInt64(coming - 1) &* character &+ settings.patience
        }
        guard receiver.level > 0, !receiver.isStale(at: now, settings.patience) else { return nil }
        return receiver.lastChange &+ settings.patience
    }
}
