/// A state of the system, as a key below HKLM\System\CurrentControlSet\Control\Power\State describes it (documents
/// ms892149, jj919322).
package struct SystemPowerState: Hashable, Codable, Sendable {
    /// Where the states' keys are.
    static let key = "System\\CurrentControlSet\\Control\\Power\\State"

    package let name: String
    /// POWER_STATE_… (pm.h of the public SDK).
    package let flags: UInt32

    static let onFlag: UInt32 = 0x1_0000
    private static let suspendFlag: UInt32 = 0x20_0000
    private static let resetFlag: UInt32 = 0x80_0000

    var isSuspend: Bool { flags & Self.suspendFlag != 0 }
    package var isReset: Bool { flags & Self.resetFlag != 0 }

    static let on = SystemPowerState(name: "On", flags: onFlag)
    static let suspend = SystemPowerState(name: "Suspend", flags: suspendFlag)

    /// Those of an image that describes none, with the least D that devices have in them.
    static let standard: [(state: SystemPowerState, ceiling: DevicePowerState)] = [
        (on, .d0), (SystemPowerState(name: "UserIdle", flags: 0), .d1),
        (SystemPowerState(name: "SystemIdle", flags: 0), .d2), (suspend, .d3),
        (SystemPowerState(name: "Reboot", flags: resetFlag), .d4),
    ]

    func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}
