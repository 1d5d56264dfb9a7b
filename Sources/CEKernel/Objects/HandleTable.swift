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
        /// The call that made it.
        let site: CallSite
        /// Whether it was reported when its driver was unloaded.
        var isReportedLeak = false
    }

    /// Handles of one kind that one place has made and nobody has closed.
    struct Left {
        let kind: HandleKind
        let site: CallSite
        var count = 0
    }

    private struct LeftKey: Hashable {
        let kind: HandleKind
        let function: String
        let place: UInt32
    }

    private var entries: [UInt32: Entry] = [:]
    private let areGlobal: Bool
    private var closed = ClosedHandles()
    /// Handles are odd and at least 0x10000; numbers are not used again, so that a stale handle is a wrong handle.
    private var next: UInt32 = 0x0001_0003

    init(areGlobal: Bool) { self.areGlobal = areGlobal }

    package static let hostProperties: Set<String> = ["areGlobal"]

    /// - Parameter site: the call that makes it.
    package func add(_ object: KernelObject, owner: Process, site: CallSite) -> UInt32 {
        let handle = next
        next &+= 4
        entries[handle] = Entry(object: object, owner: owner, site: site)
        return handle
    }

    /// The object behind a handle of a process; nil for another process's.
    package subscript(handle: UInt32, owner: Process) -> KernelObject? {
        guard let entry = entries[handle], areGlobal || entry.owner === owner else { return nil }
        return entry.object
    }

    /// - Parameter site: the call that closes it, if reports are to name it.
    package func remove(
        _ handle: UInt32, owner: Process, by site: @autoclosure () -> CallSite? = nil
    ) -> KernelObject? {
        guard let entry = entries[handle], areGlobal || entry.owner === owner else { return nil }
        entries[handle] = nil
        if let site = site() { closed.add(ClosedHandle(handle: handle, kind: entry.object.handleKind, site: site)) }
        return entry.object
    }

    /// Whose a handle is; nil of what is no handle now.
    package func owner(of handle: UInt32) -> Process? { entries[handle]?.owner }

    /// How many handles each call site has open, the site with most of them.
    package var most: (site: CallSite, kind: HandleKind, owner: Process, count: Int)? {
        var counts: [LeftKey: (entry: Entry, count: Int)] = [:]
        for entry in entries.values {
            let key = LeftKey(
                kind: entry.object.handleKind, function: entry.site.function, place: entry.site.returnAddress)
            counts[key, default: (entry, 0)].count += 1
        }
        let found = counts.max {
            ($0.value.count, $1.key.place, $1.key.function) < ($1.value.count, $0.key.place, $0.key.function)
        }
        return found.map {
            ($0.value.entry.site, $0.key.kind, $0.value.entry.owner, $0.value.count)
        }
    }

    /// The lowest handle of an open file: whose it is, and the call that made it.
    package func holder(of file: GuestFile) -> (owner: Process, site: CallSite, open: OpenFile)? {
        let found = entries.filter {
            if case .file(let open) = $0.value.object { open.file === file } else { false }
        }
        guard let first = found.min(by: { $0.key < $1.key })?.value, case .file(let open) = first.object else {
            return nil
        }
        return (first.owner, first.site, open)
    }

    /// Whether a number was given as a handle once.
    package func wasGiven(_ handle: UInt32) -> Bool { handle >= 0x0001_0003 && handle < next && handle & 3 == 3 }

    /// What became of a handle that was closed of late.
    package func closing(of handle: UInt32) -> ClosedHandle? { closed.last(of: handle) }

    /// Takes all handles of a process away, lowest first.
    func removeAll(of owner: Process) -> [KernelObject] {
        let handles = entries.filter { $0.value.owner === owner }.keys.sorted()
        return handles.compactMap { remove($0, owner: owner) }
    }

    /// What a process has not closed of the handles that certain calls have made, by kind and place in the order of
    /// their first; each handle is told once. An activated device is no handle that has to be closed.
    func takeLeft(in owner: Process, where isMeant: (CallSite) -> Bool) -> [Left] {
        let handles = entries.filter {
            $0.value.owner === owner && !$0.value.isReportedLeak && isMeant($0.value.site)
        }.keys.sorted()
        var left: [Left] = []
        var positions: [LeftKey: Int] = [:]
        for handle in handles {
            guard let entry = entries[handle], case let kind = entry.object.handleKind,
                kind != .device
            else { continue }
            entries[handle]?.isReportedLeak = true
            let key = LeftKey(kind: kind, function: entry.site.function, place: entry.site.returnAddress)
            let position = positions[key] ?? left.count
            if position == left.count {
                positions[key] = position
                left.append(Left(kind: kind, site: entry.site))
            }
            left[position].count += 1
        }
        return left
    }

    /// The handles of a process that were not reported yet, lowest first.
    func open(in owner: Process) -> [(kind: HandleKind, site: CallSite)] {
        let handles = entries.filter { $0.value.owner === owner && !$0.value.isReportedLeak }.keys.sorted()
        return handles.compactMap { handle in
            entries[handle].flatMap { $0.object.handleKind == .device ? nil : ($0.object.handleKind, $0.site) }
        }
    }

    /// How many opens each device has.
    var opens: [ObjectIdentifier: Int] {
        var seen: Set<ObjectIdentifier> = []
        var opens: [ObjectIdentifier: Int] = [:]
        for entry in entries.values {
            guard case .deviceOpen(let open) = entry.object, seen.insert(ObjectIdentifier(open)).inserted else {
                continue
            }
            opens[ObjectIdentifier(open.device), default: 0] += 1
        }
        return opens
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
        try state.carry(&closed)
    }
}
