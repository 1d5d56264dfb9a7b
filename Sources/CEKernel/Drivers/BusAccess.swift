package import SavedState

/// What CreateBusAccessHandle makes: a driver's way to its bus (document aa447690). Every board has one bus, whose
/// addresses are the processor's.
package final class BusAccess: SavedObject {
    /// The active key that the driver gave.
    package let activeKey: String
    /// The last power state that the driver asked the bus for: D0 to D4.
    package var powerState: UInt32 = 0

    package init(activeKey: String) { self.activeKey = activeKey }

    private enum CodingKeys: CodingKey { case activeKey }

    package func carry(_ state: StateCarrier) throws { try state.carry(&powerState) }
}
