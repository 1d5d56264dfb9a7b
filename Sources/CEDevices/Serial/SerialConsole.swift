package import GuestAddress
package import SavedState

/// Who is told what guests do with devices: the kernel.
package protocol DeviceListener: AnyObject {
    /// - Parameter line: what a serial port has sent up to the end of a line, which is not part of it.
    func received(_ line: String, from device: String)

    /// A guest has accessed a register that is none, or not in this way. Called inside of the access.
    func misused(_ text: String)

    /// A device was told to move memory at an address where none is.
    func missed(_ text: String, at address: PhysicalAddress)
}

extension DeviceListener {
    package func missed(_ text: String, at address: PhysicalAddress) { misused(text) }
}

/// The far end of a board's serial ports: text, line by line.
package final class SerialConsole: SavedPart {
    /// A line ends at so many bytes, whatever follows.
    private static let longestLine = 1024

    /// Unowned: the kernel keeps the wiring.
    package unowned var listener: (any DeviceListener)?
    private var lines: [String: [UInt8]] = [:]
    /// How many bytes each port has sent.
    package private(set) var sent: [String: UInt64] = [:]

    func transmit(_ byte: UInt8, from device: String) {
        sent[device, default: 0] += 1
        switch byte {
        case 0x0A: end(device)
        case 0x0D, 0: break
        default:
            lines[device, default: []].append(byte)
            if lines[device, default: []].count >= Self.longestLine { end(device) }
        }
    }

    private func end(_ device: String) {
        let line = lines.removeValue(forKey: device) ?? []
        listener?.received(String(decoding: line, as: UTF8.self), from: device)
    }

    /// Gives out the lines that have no end yet.
    package func finish() {
        for device in lines.keys.sorted() { end(device) }
    }

    package static let hostProperties: Set<String> = ["listener"]
    package func carry(_ state: StateCarrier) throws {
        try state.carry(&lines)
        try state.carry(&sent)
    }
}
