/// The kinds of device that can be emulated; the raw value is the name in board files.
public enum DeviceType: String, Hashable, Sendable, CaseIterable {
    /// ARM's PL011 serial port.
    case serialPort = "pl011"
    /// A window of registers that keep what is written.
    case registers
    /// Registers that answer accesses of whole words only; others are bus errors.
    case wordRegisters = "word-registers"
    /// A block that copies physical memory by itself.
    case transferEngine = "dma"
    /// A timer with an interrupt, for tests of drivers.
    case intervalTimer = "interval-timer"
}
