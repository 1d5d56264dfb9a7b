package import SavedState

/// A port of pins that guests read and drive, and that the scenario drives from outside. To be derived from.
package class PortDevice: RegisterDevice {
    /// What the outside puts on the pins, a bit each.
    private(set) final var outside: [UInt32]

    /// - Parameter words: how many words of 32 pins it has.
    init(_ connection: DeviceConnection, _ block: RegisterBlock, words: Int = 1) {
        outside = [UInt32](repeating: 0, count: words)
        super.init(connection, block)
    }

    /// Puts a level on a pin; false when there is no such pin.
    package final func drive(_ pin: Int, isHigh: Bool) -> Bool {
        guard pin >= 0, pin >> 5 < outside.count else { return false }
        let before = levels(pin >> 5)
        let bit: UInt32 = 1 << UInt32(pin & 31)
        if isHigh { outside[pin >> 5] |= bit } else { outside[pin >> 5] &= ~bit }
        changed(pin >> 5, from: before)
        return true
    }

    /// The level of a pin, whoever drives it; nil when there is no such pin.
    package final func level(of pin: Int) -> Bool? {
        guard pin >= 0, pin >> 5 < outside.count else { return nil }
        return levels(pin >> 5) >> UInt32(pin & 31) & 1 != 0
    }

    /// The levels of a word of pins: those of outputs are what the guest has set.
    func levels(_ word: Int) -> UInt32 { outside[word] }
    /// Pins may have changed.
    func changed(_ word: Int, from before: UInt32) {}

    override package func carry(_ state: StateCarrier) throws {
        let words = outside.count
        try super.carry(state)
        try state.carry(&outside)
        guard outside.count == words else { throw StateError.malformed("the pins of \(connection.name)") }
    }
}
