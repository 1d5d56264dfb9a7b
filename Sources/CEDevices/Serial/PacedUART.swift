import SavedState

/// A serial port whose line may have a speed. Once a divisor is programmed, or when the board says how fast the line
/// is, bytes take their time on it, FIFOs have their depth, and what nobody reads in time is lost. Before that the far
/// end waits for room, and a byte that has arrived raises the receive interrupt, whatever the trigger says.
///
/// Nothing happens a byte at a time: what has come and gone is worked out when somebody looks, and the device is called
/// when its interrupts change.
class PacedUART: UARTDevice {
    /// Bits a second that the board says; nil when the divisor says it.
    private let baud: UInt64?
    private let hasPlug: Bool
    /// Whether the transmitter wants more, and nobody has looked.
    final var wantsMore = false
    final var receiver = SerialReceiver()
    final var transmitter = SerialTransmitter()
    private(set) final var settings = LineSettings()
    /// When the device has asked to be called.
    private var armed: UInt64?

    init(_ connection: DeviceConnection, _ block: RegisterBlock, _ device: DeviceConfiguration) {
        baud = device.baud
        hasPlug = device.isLooped
        super.init(connection, block, input: device.input)
    }

    /// Whether the port hears itself, and not the far end, as its registers say.
    var isInLoop: Bool { false }

    /// Whether the device is to be called.
    final var isArmed: Bool { armed != nil }

    /// Takes what follows from the registers.
    /// - Parameters:
    ///   - speed: bits a second that the divisor says; nil while none is programmed.
    ///   - bits: of a character, with its start, parity and stop bits.
    ///   - patience: bits that bytes wait until the timeout interrupt.
    ///   - fifo: what holds on a line with a speed.
    final func settle(
        speed: UInt64?, bits: UInt64, patience: UInt64, waitsForRoom: Bool = false,
        fifo: (depth: Int, trigger: Int, threshold: Int)
    ) {
        var settings = LineSettings()
        settings.isInLoop = isInLoop
        settings.loops = isInLoop || hasPlug
        settings.waitsForRoom = waitsForRoom
        if let speed = baud ?? speed.map({ max(1, $0) }) {
            settings.character = max(1, bits * connection.alarms.instructionsPerSecond / speed)
            settings.patience = settings.character * patience / bits
            (settings.depth, settings.trigger, settings.threshold) = fifo
        }
        self.settings = settings
    }

    override func alarm(_ number: Int, due: UInt64) {
        armed = nil
        catchUp()
        update()
    }

    /// Asks to be called when the port's interrupts change by themselves.
    /// - Parameters:
    ///   - receives: whether bytes that come are told.
    ///   - sends: whether room in the transmitter is told, and was not yet.
    final func arm(receives: Bool, sends: Bool) {
        let wanted = nextChange(now: connection.alarms.now, receives: receives, sends: sends)
        // A call that comes too early does nothing; asking again for each byte would cost more.
        guard let wanted, wanted < armed ?? .max else { return }
        armed = wanted
        connection.alarms.set(0, at: wanted)
    }

    /// Sends a byte: the far end has it at once; what takes its time is the line.
    /// - Parameter name: of the register that was written.
    /// - Returns: whether it was taken.
    final func transmit(_ value: UInt32, _ name: String) -> Bool {
        let byte = UInt8(truncatingIfNeeded: value)
        if !settings.loops { send(value) }
        guard settings.character > 0 else {
            if settings.loops { receive([byte]) }
            return true
        }
        guard transmitter.put(byte, at: connection.alarms.now, settings.character, depth: settings.depth) else {
            connection.complain(
                "\(connection.name).\(name) was written while the transmit FIFO was full (\(settings.depth) bytes): "
                    + "the byte is lost")
            return false
        }
        return true
    }

    /// Drops what has come and what is to go.
    final func resetLine() {
        wantsMore = false
        receiver = SerialReceiver()
        transmitter = SerialTransmitter()
        dropInput()
    }

    /// Drops what has come; of a line without a speed all of it is there at once.
    final func clearReceiver() {
        receiver.clear()
        if settings.character == 0 { dropInput() }
    }

    /// Whether what waits has waited so long that the timeout interrupt comes.
    final var isStale: Bool {
        settings.character > 0 && receiver.isStale(at: connection.alarms.now, settings.patience)
    }

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["baud", "hasPlug", "settings"])
    }

    override func catchUp() { bringUpToDate() }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&wantsMore)
        try state.carry(&receiver)
        try state.carry(&transmitter)
        try state.carry(&armed)
        guard receiver.level <= SerialReceiver.deepest, transmitter.fifo.count <= SerialReceiver.deepest else {
            throw StateError.malformed("the FIFOs of \(connection.name)")
        }
        try super.carry(state)
    }
}
