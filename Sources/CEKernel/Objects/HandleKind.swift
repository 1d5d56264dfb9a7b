/// What a handle stands for, as reports name it.
package enum HandleKind: String, Hashable, Sendable, Codable {
    case process = "a process"
    case thread = "a thread"
    case event = "an event"
    case mutex = "a mutex"
    case semaphore = "a semaphore"
    case deviceOpen = "an open device"
    case device = "an activated device"
    case file = "a file"
    case fileMapping = "a file mapping"
    case registryKey = "a registry key"
    case find = "a search"
    case messageQueue = "a message queue"
    case interruptHandler = "an interrupt handler"
    case devicePower = "a registration of device power"
    case dmaBuffer = "a DMA buffer"
    case deviceNotification = "a registration of notifications"
    case driverCallback = "a callback"
    case registryWatch = "a watch of a registry key"
    case busAccess = "a bus access"
    case powerRequirement = "a requirement of power"
    case powerNotification = "a registration of power notifications"
    case powerRelationship = "a power relationship"

    /// The call that closes such a handle.
    package var closedBy: String {
        switch self {
        case .process, .thread, .event, .mutex, .semaphore, .deviceOpen, .file, .fileMapping, .driverCallback:
            "CloseHandle"
        case .device: "DeactivateDevice"
        case .registryKey: "RegCloseKey"
        case .find: "FindClose"
        case .messageQueue: "CloseMsgQueue"
        case .interruptHandler: "FreeIntChainHandler"
        case .devicePower: "DDKPwr_Deinitialize"
        case .dmaBuffer: "DMACloseBuffer"
        case .deviceNotification: "StopDeviceNotifications"
        case .registryWatch: "CeFindCloseRegChange"
        case .busAccess: "CloseBusAccessHandle"
        case .powerRequirement: "ReleasePowerRequirement"
        case .powerNotification: "StopPowerNotifications"
        case .powerRelationship: "ReleasePowerRelationship"
        }
    }

    /// `handle of a process`; other kinds are what the handle is of: `event`.
    private var noun: String {
        switch self {
        case .process, .thread: "handle of \(rawValue)"
        default: String(rawValue.drop { $0 != " " }.dropFirst())
        }
    }

    /// `an event`, `20 events`, `3 handles of a thread`.
    package func text(count: Int) -> String {
        if count == 1 { return self == .process || self == .thread ? "a \(noun)" : rawValue }
        var words = noun.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        // What follows `of` stays as it is; of a pair such as `registry key` the last word is counted.
        if words.count > 1, words[1].hasPrefix("of ") {
            words[0] = Self.plural(words[0])
            return "\(count) \(words[0]) \(words[1])"
        }
        return "\(count) \(Self.plural(noun))"
    }

    private static func plural(_ word: String) -> String {
        ["s", "x", "h"].contains(word.suffix(1)) ? word + "es" : word + "s"
    }
}

extension KernelObject {
    package var handleKind: HandleKind {
        switch self {
        case .process: .process
        case .thread: .thread
        case .event: .event
        case .mutex: .mutex
        case .semaphore: .semaphore
        case .deviceOpen: .deviceOpen
        case .device: .device
        case .file: .file
        case .fileMapping: .fileMapping
        case .registryKey: .registryKey
        case .find: .find
        case .messageQueue: .messageQueue
        case .interruptHandler: .interruptHandler
        case .devicePower: .devicePower
        case .dmaBuffer: .dmaBuffer
        case .deviceNotification: .deviceNotification
        case .driverCallback: .driverCallback
        case .registryWatch: .registryWatch
        case .busAccess: .busAccess
        case .powerRequirement: .powerRequirement
        case .powerNotification: .powerNotification
        case .powerRelationship: .powerRelationship
        }
    }
}
