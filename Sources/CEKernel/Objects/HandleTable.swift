package import CEMemory
package import SavedState

/// What a handle can stand for.
package enum KernelObject: Codable {
    case process(Process)
    case thread(Thread)
    case event(Event)
    case mutex(Mutex)
    case semaphore(Semaphore)
    /// An open of a stream device.
    case deviceOpen(DeviceOpen)
    /// An activated device, as ActivateDeviceEx returns it.
    case device(Device)
    case file(OpenFile)
    case fileMapping(FileMapping)
    case registryKey(RegistryKey)
    case find(FileSearch)
    case messageQueue(MessageQueueEnd)
    case interruptHandler(InterruptHandler)
    case busAccess(BusAccess)
    case devicePower(DevicePower)
    case dmaBuffer(DMABuffer)
    case deviceNotification(DeviceNotification)
    /// A function of the process, as CeDriverMapCallbackFunction takes it.
    case driverCallback(UInt32)
    case registryWatch(RegistryWatch)
    case powerRequirement(PowerRequirement)
    case powerNotification(PowerListener)
    /// A device that RegisterPowerRelationship has made known.
    case powerRelationship(ManagedDevice)
}

/// The handles of all processes. A handle is good in the process that got it, as in CE 6; in CE 5 it is good
/// everywhere.
package final class HandleTable: SavedPart {
    private struct Entry: Codable {
        let object: KernelObject
        let owner: Process
    }

    private var entries: [UInt32: Entry] = [:]
    private let areGlobal: Bool
    /// Handles are odd and at least 0x10000; numbers are not used again, so that a stale handle is a wrong handle.
    private var next: UInt32 = 0x0001_0003

    init(areGlobal: Bool) { self.areGlobal = areGlobal }

    package static let hostProperties: Set<String> = ["areGlobal"]

    package func add(_ object: KernelObject, owner: Process) -> UInt32 {
        let handle = next
        next &+= 4
        entries[handle] = Entry(object: object, owner: owner)
        return handle
    }

    /// The object behind a handle of a process; nil for another process's.
    package subscript(handle: UInt32, owner: Process) -> KernelObject? {
        guard let entry = entries[handle], areGlobal || entry.owner === owner else { return nil }
        return entry.object
    }

    package func remove(_ handle: UInt32, owner: Process) -> KernelObject? {
        guard let entry = entries[handle], areGlobal || entry.owner === owner else { return nil }
        entries[handle] = nil
        return entry.object
    }

    /// Whose a handle is; nil of what is no handle now.
    package func owner(of handle: UInt32) -> Process? { entries[handle]?.owner }

    /// Whether a number was given as a handle once.
    package func wasGiven(_ handle: UInt32) -> Bool { handle >= 0x0001_0003 && handle < next && handle & 3 == 3 }

    /// Takes all handles of a process away, lowest first.
    func removeAll(of owner: Process) -> [KernelObject] {
        let handles = entries.filter { $0.value.owner === owner }.keys.sorted()
        return handles.compactMap { remove($0, owner: owner) }
    }

    package var count: Int { entries.count }

    /// Those who have handles of what threads can wait for, by object, each with its lowest handle.
    package var holders: [ObjectIdentifier: [HandleHolder]] {
        var holders: [ObjectIdentifier: [HandleHolder]] = [:]
        for handle in entries.keys.sorted() {
            guard let entry = entries[handle], let object = entry.object.waitable else { continue }
            if holders[ObjectIdentifier(object)]?.contains(where: { $0.owner === entry.owner }) == true { continue }
            holders[ObjectIdentifier(object), default: []].append(HandleHolder(handle: handle, owner: entry.owner))
        }
        return holders
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&entries)
        try state.carry(&next)
    }
}
