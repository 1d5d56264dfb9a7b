/// A range that a caller names.
package struct GuestBuffer: Hashable, Sendable, Codable {
    package var address: UInt32 = 0
    /// Bytes.
    package var size: UInt32 = 0

    package init(address: UInt32 = 0, size: UInt32 = 0) {
        self.address = address
        self.size = size
    }
}

/// A driver works for a caller: what it was called with.
package struct DriverWork: Codable {
    package enum Method: String, Sendable, Codable {
        case ioControl = "XXX_IOControl"
        case read = "XXX_Read"
        case write = "XXX_Write"
    }

    /// How it went.
    package enum Outcome: Hashable, Sendable {
        case succeeded
        /// The driver says so.
        case failed
        /// It faulted, or its process has ended.
        case abandoned
    }

    package let device: Device
    package let method: Method
    /// What DeviceIoControl was asked for; 0 of a read or write.
    package let code: UInt32
    package let input: GuestBuffer
    /// What the driver is to fill; of a write an empty range.
    package let output: GuestBuffer
    /// Where the count goes; 0 for nowhere.
    package let returned: UInt32

    /// `smd.dll in XXX_IOControl`.
    package var place: String { "\(device.module.name) in \(method.rawValue)" }
}
