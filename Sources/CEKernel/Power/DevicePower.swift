package import SavedState

/// What DDKPwr_Initialize makes: the level of a device's power, which is the highest of what was set and what users
/// have requested (header ddkpwr.h).
package final class DevicePower: SavedObject {
    /// The driver's function that switches, and its first argument.
    package let setter: UInt32
    package let context: UInt32
    /// D0 to D4: what DDKPwr_SetDeviceLevel asked for; a device begins switched off.
    private var base: UInt32 = 4
    /// Levels that users requested, by the handles that they got.
    private var requests: [UInt32: UInt32] = [:]
    private var nextRequest: UInt32 = 1

    private static let mostRequests = 1024

    package init(setter: UInt32, context: UInt32) {
        self.setter = setter
        self.context = context
    }

    /// The level that follows: D0 is the highest.
    package var level: UInt32 { requests.values.reduce(base, min) }

    /// - Returns: whether the level is another one now.
    package func setBase(_ level: UInt32) -> Bool {
        let before = self.level
        base = level
        return self.level != before
    }

    /// - Returns: the request's handle and whether the level is another one now; nil when there are too many.
    package func request(_ level: UInt32) -> (handle: UInt32, isChanged: Bool)? {
        guard requests.count < Self.mostRequests else { return nil }
        let before = self.level
        let handle = nextRequest
        nextRequest += 1
        requests[handle] = level
        return (handle, self.level != before)
    }

    /// - Returns: whether the level is another one now; nil for no request's handle.
    package func release(_ handle: UInt32) -> Bool? {
        let before = level
        return requests.removeValue(forKey: handle).map { _ in level != before }
    }

    private enum CodingKeys: CodingKey { case setter, context }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&base)
        try state.carry(&requests)
        try state.carry(&nextRequest)
    }
}
