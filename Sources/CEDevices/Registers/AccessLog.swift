package import SavedState

/// An access to a register of a device.
package struct RegisterAccess: Hashable, Sendable, Codable, CustomStringConvertible {
    package let device: String
    package let register: String
    package let isWrite: Bool
    package let value: UInt32

    /// `uart0.FR -> 0x90` of a read, `uart0.DR <- 0x41` of a write.
    package var description: String { "\(device).\(text)" }

    /// The same without the device.
    package var text: String {
        "\(register) \(isWrite ? "<-" : "->") 0x" + String(value, radix: 16, uppercase: true)
    }
}

/// What guests have done with a device.
package struct DeviceUse: Hashable, Sendable {
    /// Bytes that left a serial port.
    package let sent: UInt64
    /// By register; those of devices whose registers are described.
    package let registers: [String: AccessLog.Count]
    /// The first of them.
    package let accesses: [RegisterAccess]
}

/// The accesses to the registers of a board's devices: how many each register had, and the first of them one by one.
package final class AccessLog: SavedPart {
    /// So many are kept; those behind are counted.
    package static let limit = 20_000

    package struct Count: Hashable, Sendable, Codable {
        package var reads: UInt64 = 0
        package var writes: UInt64 = 0
    }

    package private(set) var accesses: [RegisterAccess] = []
    /// By device and register.
    package private(set) var counts: [String: [String: Count]] = [:]

    package init() {}

    func add(_ access: RegisterAccess) {
        if access.isWrite {
            counts[access.device, default: [:]][access.register, default: Count()].writes += 1
        } else {
            counts[access.device, default: [:]][access.register, default: Count()].reads += 1
        }
        if accesses.count < Self.limit { accesses.append(access) }
    }

    /// The accesses to one device, as text.
    package func lines(of device: String) -> [String] {
        accesses.filter { $0.device == device }.map(\.description)
    }

    package static let hostProperties: Set<String> = []
    package func carry(_ state: StateCarrier) throws {
        try state.carry(&accesses)
        try state.carry(&counts)
    }
}
