/// CEDEVICE_POWER_STATE: from D0, full on, to D4, off (pm.h of the public SDK).
package enum DevicePowerState: UInt32, Codable, CaseIterable, Comparable, Sendable {
    case d0, d1, d2, d3, d4

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Its bit in DeviceDx of POWER_CAPABILITIES.
    private var mask: UInt8 { 1 << UInt8(truncatingIfNeeded: rawValue) }

    /// The state that a device really gets when it has some of them only: the next one of more power; D4 stands in for
    /// D3 (documents aa918190, ee497782). Every device has D0.
    /// - Parameter states: DeviceDx.
    func mapped(to states: UInt8) -> Self {
        if states & mask != 0 { return self }
        if self == .d3, states & Self.d4.mask != 0 { return .d4 }
        return Self.allCases.last { $0 < self && states & $0.mask != 0 } ?? .d0
    }
}
