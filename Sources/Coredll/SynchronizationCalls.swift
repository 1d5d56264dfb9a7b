import CEKernel
import CEMemory
import GuestAddress

/// What EventModify does.
private enum EventStep: UInt32 {
    case pulse = 1
    case reset = 2
    case set = 3
}

extension Kernel {
    /// The name that a creating call's argument points to, or nil.
    func objectName(_ name: WideString, _ call: borrowing Invocation) throws(CallStop) -> String? {
        guard name.rawValue != 0 else { return nil }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(name.rawValue, limit: NamedObjects.maximumName + 1)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count <= NamedObjects.maximumName else {
            throw .error(refuse("name", "the name has more than \(NamedObjects.maximumName) characters"))
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Opens the object with a name, or creates it. GetLastError says which.
    fileprivate func create<Object: AnyObject>(
        _ name: WideString, _ table: WritableKeyPath<NamedObjects, NameTable<Object>>, _ call: borrowing Invocation,
        wrap: (Object) -> KernelObject, make: (String?) -> Object
    ) throws(CallStop) -> CallResult {
        guard let name = try objectName(name, call) else { return .value(try addHandle(wrap(make(nil)), call)) }
        let existing = objects.names[keyPath: table][name]
        let object = existing ?? make(name)
        let handle = try addHandle(wrap(object), call)
        if existing == nil { objects.names[keyPath: table].add(object, named: name) }
        return .succeeded(handle, existing == nil ? .success : .alreadyExists)
    }

    fileprivate func event(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> Event {
        guard case .event(let event) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "an event"))
        }
        return event
    }

    fileprivate func modify(
        _ event: Event, _ step: EventStep?, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        switch step {
        case .set:
            event.lostPulse = nil
            event.isSignalled = true
            signal(event)
        case .reset: event.isSignalled = false
        case .pulse:
            event.lostPulse = event.waiters.next == nil ? site(call) : nil
            event.isSignalled = true
            signal(event)
            event.isSignalled = false
        case nil:
            throw .error(
                refuse("function", "func is none of EVENT_PULSE (1), EVENT_RESET (2) and EVENT_SET (3)"))
        }
        return .value(1)
    }

    fileprivate func releaseMutex(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard case .mutex(let mutex) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a mutex"))
        }
        guard mutex.owner === call.thread else {
            let owner = mutex.owner.map { "thread 0x\(hexadecimal($0.id)) does" }
            throw .error(
                refuse(
                    "not-owner",
                    "thread 0x\(hexadecimal(call.thread.id)) does not own the mutex: \(owner ?? "nobody does")",
                    .notOwner))
        }
        mutex.depth -= 1
        if mutex.depth == 0 {
            mutex.owner = nil
            call.thread.ownedMutexes.removeAll { $0 === mutex }
            if call.thread.priority < call.thread.ownPriority { settlePriority(of: call.thread) }
            signal(mutex)
        }
        return .value(1)
    }

    fileprivate func checkSemaphore(_ count: Int32, maximum: Int32) throws(CallStop) {
        guard maximum > 0 else {
            throw .error(refuse("maximum", "lMaximumCount is \(maximum), and it has to be above 0"))
        }
        guard count >= 0, count <= maximum else {
            throw .error(
                refuse("count", "lInitialCount is \(count), and it has to be from 0 to lMaximumCount, \(maximum)"))
        }
    }

    fileprivate func releaseSemaphore(
        _ handle: Handle, _ added: Int32, previousAt previousPointer: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard case .semaphore(let semaphore) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a semaphore"))
        }
        guard added > 0 else { throw .error(refuse("count", "lReleaseCount is \(added), and it has to be above 0")) }
        let previous = semaphore.count
        let (count, overflow) = previous.addingReportingOverflow(added)
        guard !overflow, count <= semaphore.maximum else {
            throw .error(
                refuse(
                    "maximum",
                    "\(added) more than the semaphore's count of \(previous) would exceed its maximum of "
                        + "\(semaphore.maximum)", .tooManyPosts))
        }
        if previousPointer != 0 {
            try call.access { memory throws(GuestFault) in
                try memory.setWord(UInt32(bitPattern: previous), previousPointer)
            }
        }
        semaphore.count = count
        signal(semaphore)
        return .value(1)
    }
}

/// Events, mutexes, semaphores, critical sections and waiting.
let synchronizationCalls: [KernelCall] = eventCalls + mutexCalls + semaphoreCalls + waitCalls + criticalSectionCalls

private let eventCalls: [KernelCall] = [
    KernelCall(
        "CreateEventW", .full, "lpEventAttributes bManualReset bInitialState lpName", source: "winbase.h",
        returns: .handle
    ) {
        (kernel, call, _: Unread<VirtualAddress>, isManual: Bool, isSignalled: Bool, name: WideString) throws(CallStop)
        in
        try kernel.create(name, \.events, call, wrap: { .event($0) }) {
            Event(name: $0, isManual: isManual, isSignalled: isSignalled)
        }
    },
    KernelCall("OpenEventW", .full, "dwDesiredAccess bInheritHandle lpName", source: "winbase.h", returns: .handle) {
        (kernel, call, _: Unread<Word>, inherits: Bool, name: WideString) throws(CallStop) in
        try kernel.refuseInheritance(inherits)
        guard let name = try kernel.objectName(name, call) else { throw .error(kernel.refuse(null: "lpName")) }
        guard let event = kernel.objects.names.events[name] else {
            throw .error(kernel.refuse("no-name", "no event has the name \"\(name)\"", .fileNotFound))
        }
        return .value(try kernel.addHandle(.event(event), call))
    },
    KernelCall("EventModify", .full, "hEvent func", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle, action: EventAction) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), EventStep(rawValue: action.rawValue), call)
    },
    KernelCall("SetEvent", .full, "hEvent", source: "ee482788", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .set, call)
    },
    KernelCall("ResetEvent", .full, "hEvent", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .reset, call)
    },
    KernelCall("PulseEvent", .full, "hEvent", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .pulse, call)
    },
    KernelCall("GetEventData", .full, "hEvent", source: "ee482792", returns: .hexadecimal) {
        (kernel, call, handle: Handle) throws(CallStop) in
        .value(try kernel.event(handle, call).data)
    },
    KernelCall("SetEventData", .full, "hEvent dwData", source: "ee482804", returns: .boolean) {
        (kernel, call, handle: Handle, data: Word) throws(CallStop) in
        try kernel.event(handle, call).data = data.rawValue
        return .value(1)
    },
]

private let mutexCalls: [KernelCall] = [
    KernelCall(
        "CreateMutexW", .full, "lpMutexAttributes bInitialOwner lpName", source: "winbase.h", returns: .handle
    ) { (kernel, call, _: Unread<VirtualAddress>, isOwned: Bool, name: WideString) throws(CallStop) in
        let owner = isOwned ? call.thread : nil
        return try kernel.create(name, \.mutexes, call, wrap: { .mutex($0) }) { name in
            let mutex = Mutex(name: name)
            if let owner { _ = mutex.consume(for: owner) }
            return mutex
        }
    },
    KernelCall("ReleaseMutex", .full, "hMutex", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.releaseMutex(handle, call)
    },
]

private let semaphoreCalls: [KernelCall] = [
    KernelCall(
        "CreateSemaphoreW", .full, "lpSemaphoreAttributes lInitialCount lMaximumCount lpName", source: "winbase.h",
        returns: .handle
    ) { (kernel, call, _: Unread<VirtualAddress>, count: Int32, maximum: Int32, name: WideString) throws(CallStop) in
        try kernel.checkSemaphore(count, maximum: maximum)
        return try kernel.create(name, \.semaphores, call, wrap: { .semaphore($0) }) {
            Semaphore(name: $0, count: count, maximum: maximum)
        }
    },
    KernelCall(
        "ReleaseSemaphore", .full, "hSemaphore lReleaseCount lpPreviousCount", source: "winbase.h", returns: .boolean
    ) { (kernel, call, handle: Handle, added: Int32, previous: VirtualAddress) throws(CallStop) in
        try kernel.releaseSemaphore(handle, added, previousAt: previous.rawValue, call)
    },
]
