package import SavedState

/// A serial port: bytes that guests send go to the console, and those that the scenario sends wait here until a guest
/// has read them. To be derived from, one class for each kind of UART.
///
/// By itself the far end waits for room, as one with hardware handshake does: nothing is lost, and there are no line
/// errors. What is sent has left as soon as it is written. `PacedUART` has a line with a speed beside that.
package class UARTDevice: RegisterDevice {
    /// So many bytes may wait.
    private static let limit = 16 << 20

    private var waiting: [UInt8]
    /// How many of them have been read.
    private var position = 0
    private var last: UInt8 = 0

    init(_ connection: DeviceConnection, _ block: RegisterBlock, input: [UInt8]) {
        waiting = input
        super.init(connection, block)
    }

    final var hasInput: Bool { position < waiting.count }
    final var inputCount: Int { waiting.count - position }

    /// The byte that has waited longest; of an empty FIFO the last one again.
    final func take() -> UInt32 {
        guard hasInput else { return UInt32(last) }
        last = waiting[position]
        position += 1
        if !hasInput {
            waiting = []
            position = 0
        }
        return UInt32(last)
    }

    /// Drops what waits.
    final func dropInput() {
        waiting = []
        position = 0
    }

    /// Sends a byte to the console.
    final func send(_ value: UInt32) {
        connection.console.transmit(UInt8(truncatingIfNeeded: value), from: connection.name)
    }

    /// Bytes arrive from outside.
    package final func receive(_ bytes: [UInt8]) {
        waiting.append(contentsOf: bytes.prefix(max(0, Self.limit - waiting.count)))
        catchUp()
        update()
    }

    /// What has come and gone since somebody looked; nothing of a line without a speed.
    func catchUp() {}

    /// Works out again what follows from the registers.
    func settle() {}

    /// What the port's interrupts are has changed.
    func update() {}

    override package func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&waiting)
        try state.carry(&position)
        try state.carry(&last)
        guard (0...waiting.count).contains(position) else { throw StateError.malformed("input of a serial port") }
        if state.isReading {
            settle()
            update()
        }
    }
}
