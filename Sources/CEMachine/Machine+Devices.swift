package import CEDevices
import CEKernel

/// What the outside does with the board's devices. To be called between two steps of a story only.
extension Machine {
    /// Has bytes arrive at a serial port.
    /// - Returns: false when the board has none of the name.
    public func send(_ bytes: [UInt8], to device: String) -> Bool { kernel.board.wiring.send(bytes, to: device) }

    /// Puts a level on a pin of a port.
    /// - Returns: false when there is no such pin.
    public func drive(pin: Int, of device: String, isHigh: Bool) -> Bool {
        kernel.board.wiring.port(device)?.drive(pin, isHigh: isHigh) ?? false
    }

    /// The level of a pin, whoever drives it; nil when there is no such pin.
    public func level(ofPin pin: Int, of device: String) -> Bool? {
        kernel.board.wiring.port(device)?.level(of: pin)
    }

    /// What guests have done with a device; nil when there is none of the name.
    package func use(ofDevice name: String) -> DeviceUse? { kernel.board.wiring.use(of: name) }
}
