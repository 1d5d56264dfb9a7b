import SavedState

/// An interface of a device that was advertised: a class, and the name by which the device is reached (document
/// aa447466).
package struct DeviceInterface: Codable {
    /// The 16 bytes of a GUID.
    package let classID: [UInt8]
    package let name: String
    /// The device that it belongs to and goes with; nil of one that was advertised by hand.
    let device: Device?
}

/// Somebody who wants to hear of interfaces that come and go (document ms919831).
package final class DeviceNotification: SavedObject {
    /// Nil for all classes.
    let classID: [UInt8]?
    let queue: MessageQueue

    init(classID: [UInt8]?, queue: MessageQueue) {
        self.classID = classID
        self.queue = queue
    }

    private enum CodingKeys: CodingKey { case classID, queue }
}

/// The interfaces that are there, and who listens.
struct DeviceInterfaces: SavedPart {
    private static let mostInterfaces = 4096
    private static let mostListeners = 256

    private(set) var all: [DeviceInterface] = []
    private var listeners: [DeviceNotification] = []

    /// - Returns: false when it is there already, or when there are too many.
    mutating func add(_ interface: DeviceInterface) -> Bool {
        guard all.count < Self.mostInterfaces, find(interface.classID, interface.name) == nil else { return false }
        all.append(interface)
        return true
    }

    /// - Returns: nil when there is none.
    mutating func remove(_ classID: [UInt8], _ name: String) -> DeviceInterface? {
        find(classID, name).map { all.remove(at: $0) }
    }

    /// Takes all of a device, in the order in which they came.
    mutating func removeAll(of device: Device) -> [DeviceInterface] {
        let removed = all.filter { $0.device === device }
        all.removeAll { $0.device === device }
        return removed
    }

    private func find(_ classID: [UInt8], _ name: String) -> Int? {
        let wanted = name.lowercased()
        return all.firstIndex { $0.classID == classID && $0.name.lowercased() == wanted }
    }

    /// - Returns: false when there are too many.
    mutating func add(_ listener: DeviceNotification) -> Bool {
        guard listeners.count < Self.mostListeners else { return false }
        listeners.append(listener)
        return true
    }

    mutating func remove(_ listener: DeviceNotification) { listeners.removeAll { $0 === listener } }

    /// Those who want to hear of a class.
    func listeners(to classID: [UInt8]) -> [DeviceNotification] {
        listeners.filter { $0.classID == nil || $0.classID == classID }
    }

    mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&all)
        try state.carry(&listeners)
    }
}

/// GUIDs as the registry writes them.
enum ClassID {
    /// What every stream device has: {F8A6BA98-087A-43AC-A9D8-B7F13C5BAE31} (pnp.h of the public SDK).
    static let stream: [UInt8] = [
        0x98, 0xBA, 0xA6, 0xF8, 0x7A, 0x08, 0xAC, 0x43, 0xA9, 0xD8, 0xB7, 0xF1, 0x3C, 0x5B, 0xAE, 0x31,
    ]

    /// The 16 bytes of `{F8A6BA98-087A-43AC-A9D8-B7F13C5BAE31}`; nil for another text.
    static func bytes(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12] else { return nil }
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            let digits = Array(part.utf8)
            var group: [UInt8] = []
            for pair in stride(from: 0, to: digits.count, by: 2) {
                guard let byte = UInt8(String(decoding: digits[pair..<pair + 2], as: UTF8.self), radix: 16) else {
                    return nil
                }
                group.append(byte)
            }
            // The first three are numbers, lowest byte first.
            bytes += index < 3 ? group.reversed() : group
        }
        return bytes
    }

    /// `{GUID}` or `{GUID}=name` of a value IClass; nil for what is neither.
    static func interface(_ text: String) -> (classID: [UInt8], name: String?)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let classID = bytes(String(first)) else { return nil }
        return (classID, parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil)
    }
}
