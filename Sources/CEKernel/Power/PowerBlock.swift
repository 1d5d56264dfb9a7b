/// A block of the kernel's heap with which a driver is asked about power: where the count goes, the state or
/// POWER_CAPABILITIES, and for a child POWER_RELATIONSHIP with both names.
enum PowerBlock {
    static let answer: UInt32 = 8
    /// POWER_CAPABILITIES.
    static let capabilitiesSize: UInt32 = 48
    static let relationship: UInt32 = 56
    static let relationshipSize: UInt32 = 16
    private static let names: UInt32 = 72

    /// Its bytes for a device.
    static func size(for device: ManagedDevice) -> UInt32 {
        guard let parent = device.parent else { return names }
        return names + UInt32(clamping: 2 * (parent.name.utf16.count + device.name.utf16.count + 2))
    }

    /// POWER_RELATIONSHIP and the names behind it, for a block at an address; nothing of a device without a parent.
    static func relationshipBytes(of device: ManagedDevice, at block: UInt32) -> [UInt8] {
        guard let parent = device.parent else { return [] }
        func text(_ name: String) -> [UInt8] {
            (Array(name.utf16) + [0]).flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
            }
        }
        let (parentName, childName) = (text(parent.name), text(device.name))
        let first = block &+ names
        let words = [parent.device.handle, first, 0, first &+ UInt32(clamping: parentName.count)]
        return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } } + parentName
            + childName
    }
}

/// IOCTL_POWER_… and IOCTL_REGISTER_POWER_RELATIONSHIP (pm.h of the public SDK). IOCTL_POWER_QUERY is never sent
/// (document ms895438).
enum PowerControlCode {
    static let capabilities: UInt32 = 0x0032_1000
    static let get: UInt32 = 0x0032_1004
    static let set: UInt32 = 0x0032_1008
    static let registerRelationship: UInt32 = 0x0032_1018
}
