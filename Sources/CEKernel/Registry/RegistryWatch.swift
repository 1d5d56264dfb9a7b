import SavedState

/// Somebody who wants to hear when a key changes: CeFindFirstRegChange.
package final class RegistryWatch: SavedObject {
    /// What changes (REG_NOTIFY_CHANGE_… of winnt.h).
    enum Change: UInt32 {
        /// A subkey came or went.
        case name = 1
        /// A value was set or deleted.
        case value = 4
    }

    let key: RegistryKey
    let includesSubkeys: Bool
    private let filter: UInt32
    /// Signalled by a change, until the next one is asked for.
    package let event: Event

    package init(key: RegistryKey, includesSubkeys: Bool, filter: UInt32) {
        self.key = key
        self.includesSubkeys = includesSubkeys
        self.filter = filter
        event = Event(name: nil, isManual: true, isSignalled: false)
    }

    /// Whether a change of a key is what is waited for.
    func minds(_ change: Change, of changed: RegistryKey) -> Bool {
        filter & change.rawValue != 0 && (changed === key || includesSubkeys && changed.isBelow(key))
    }

    private enum CodingKeys: CodingKey { case key, includesSubkeys, filter, event }
}
