import CEKernel
import CEMemory
import GuestAddress

/// Results of the wait calls.
private enum WaitResult {
    static let failed: UInt32 = 0xFFFF_FFFF
    static let maximumObjects: UInt32 = 64
}

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
        guard units.count <= NamedObjects.maximumName else { throw .error(.invalidParameter) }
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
        guard case .event(let event) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        return event
    }

    fileprivate func modify(_ event: Event, _ step: EventStep?) throws(CallStop) -> CallResult {
        switch step {
        case .set:
            event.isSignalled = true
            signal(event)
        case .reset: event.isSignalled = false
        case .pulse:
            event.isSignalled = true
            signal(event)
            event.isSignalled = false
        case nil: throw .error(.invalidParameter)
        }
        return .value(1)
    }

    fileprivate func waitForSeveral(
        _ count: UInt32, _ array: UInt32, all: Bool, _ time: Milliseconds, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard count > 0, count <= WaitResult.maximumObjects, !all else { throw .error(.invalidParameter) }
        var objects: [any Waitable] = []
        for index in 0..<count {
            let handle = try call.access { memory throws(GuestFault) in try memory.word(array &+ index &* 4) }
            let object = try waitable(Handle(word: handle), call.thread)
            try refuseInterruptEvent(object, among: count, call)
            objects.append(object)
        }
        return wait(call.thread, on: objects, milliseconds: time.rawValue, then: .index)
    }

    /// An event that an interrupt sets is for one thread with WaitForSingleObject (documents ee482998, ee488762).
    fileprivate func refuseInterruptEvent(
        _ object: any Waitable, among count: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard let event = object as? Event, let sysintr = event.sysintr else { return }
        guard beginInterruptWait(event, sysintr, among: count, call.thread) else { throw .error(.invalidParameter) }
    }

    fileprivate func releaseMutex(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard case .mutex(let mutex) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        guard mutex.owner === call.thread else { throw .error(.notOwner) }
        mutex.depth -= 1
        if mutex.depth == 0 {
            mutex.owner = nil
            call.thread.ownedMutexes.removeAll { $0 === mutex }
            if call.thread.priority < call.thread.ownPriority { settlePriority(of: call.thread) }
            signal(mutex)
        }
        return .value(1)
    }

    fileprivate func releaseSemaphore(
        _ handle: Handle, _ added: Int32, previousAt previousPointer: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard case .semaphore(let semaphore) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        guard added > 0 else { throw .error(.invalidParameter) }
        let previous = semaphore.count
        let (count, overflow) = previous.addingReportingOverflow(added)
        guard !overflow, count <= semaphore.maximum else { throw .error(.tooManyPosts) }
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
        guard !inherits, let name = try kernel.objectName(name, call) else { throw .error(.invalidParameter) }
        guard let event = kernel.objects.names.events[name] else { throw .error(.fileNotFound) }
        return .value(try kernel.addHandle(.event(event), call))
    },
    KernelCall("EventModify", .full, "hEvent func", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle, action: EventAction) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), EventStep(rawValue: action.rawValue))
    },
    KernelCall("SetEvent", .full, "hEvent", source: "ee482788", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .set)
    },
    KernelCall("ResetEvent", .full, "hEvent", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .reset)
    },
    KernelCall("PulseEvent", .full, "hEvent", source: "kfuncs.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.modify(try kernel.event(handle, call), .pulse)
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
        guard count >= 0, maximum > 0, count <= maximum else { throw .error(.invalidParameter) }
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

private let waitCalls: [KernelCall] = [
    KernelCall(
        "WaitForSingleObject", .full, "hHandle dwMilliseconds", source: "ee488762", returns: .wait,
        failure: WaitResult.failed
    ) { (kernel, call, handle: Handle, time: Milliseconds) throws(CallStop) in
        let object = try kernel.waitable(handle, call.thread)
        try kernel.refuseInterruptEvent(object, among: 1, call)
        return kernel.wait(call.thread, on: [object], milliseconds: time.rawValue, then: .index)
    },
    KernelCall(
        "WaitForMultipleObjects", .full, "nCount lpHandles fWaitAll dwMilliseconds", source: "ee482998",
        returns: .wait, failure: WaitResult.failed
    ) { (kernel, call, count: UInt32, list: VirtualAddress, all: Bool, time: Milliseconds) throws(CallStop) in
        try kernel.waitForSeveral(count, list.rawValue, all: all, time, call)
    },
    KernelCall("Sleep", .full, "dwMilliseconds", source: "winbase.h", returns: .none) {
        (kernel, call, time: Milliseconds) throws(CallStop) in
        guard time.rawValue != 0 else {
            kernel.yieldTurn(call.thread)
            return .value(0)
        }
        return kernel.wait(call.thread, on: [], milliseconds: time.rawValue, then: .zero)
    },
]
