import CEKernel
import CEMemory

/// Results of the wait calls.
private enum WaitResult {
    static let failed: UInt32 = 0xFFFF_FFFF
    static let maximumObjects: UInt32 = 64
}

/// What EventModify does.
private enum EventAction {
    static let pulse: UInt32 = 1
    static let reset: UInt32 = 2
    static let set: UInt32 = 3
}

extension Kernel {
    /// The name that a creating call's argument points to, or nil.
    func objectName(_ address: UInt32, _ call: borrowing Invocation) throws(CallStop) -> String? {
        guard address != 0 else { return nil }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(address, limit: NamedObjects.maximumName + 1)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count <= NamedObjects.maximumName else { throw .error(.invalidParameter) }
        return String(decoding: units, as: UTF16.self)
    }

    /// Opens the object with a name, or creates it. GetLastError says which.
    fileprivate func create<Object: AnyObject>(
        _ nameAddress: UInt32, _ table: WritableKeyPath<NamedObjects, NameTable<Object>>, _ call: borrowing Invocation,
        wrap: (Object) -> KernelObject, make: (String?) -> Object
    ) throws(CallStop) -> CallResult {
        guard let name = try objectName(nameAddress, call) else { return .value(try addHandle(wrap(make(nil)), call)) }
        let existing = objects.names[keyPath: table][name]
        let object = existing ?? make(name)
        let handle = try addHandle(wrap(object), call)
        if existing == nil { objects.names[keyPath: table].add(object, named: name) }
        return .succeeded(handle, existing == nil ? .success : .alreadyExists)
    }

    fileprivate func event(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> Event {
        guard case .event(let event) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        return event
    }

    fileprivate func modify(_ event: Event, _ action: UInt32) throws(CallStop) -> CallResult {
        switch action {
        case EventAction.set:
            event.isSignalled = true
            signal(event)
        case EventAction.reset: event.isSignalled = false
        case EventAction.pulse:
            event.isSignalled = true
            signal(event)
            event.isSignalled = false
        default: throw .error(.invalidParameter)
        }
        return .value(1)
    }

    fileprivate func waitForSeveral(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let count = call.r0
        let array = call.r1
        guard count > 0, count <= WaitResult.maximumObjects, call.r2 == 0 else { throw .error(.invalidParameter) }
        var objects: [any Waitable] = []
        for index in 0..<count {
            let handle = try call.access { memory throws(GuestFault) in try memory.word(array &+ index &* 4) }
            objects.append(try waitable(handle, call.thread))
        }
        return wait(call.thread, on: objects, milliseconds: call.r3, then: .index)
    }

    fileprivate func releaseMutex(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard case .mutex(let mutex) = object(call.r0, call.thread) else { throw .error(.invalidHandle) }
        guard mutex.owner === call.thread else { throw .error(.notOwner) }
        mutex.depth -= 1
        if mutex.depth == 0 {
            mutex.owner = nil
            call.thread.ownedMutexes.removeAll { $0 === mutex }
            signal(mutex)
        }
        return .value(1)
    }

    fileprivate func releaseSemaphore(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard case .semaphore(let semaphore) = object(call.r0, call.thread) else { throw .error(.invalidHandle) }
        let added = Int32(bitPattern: call.r1)
        guard added > 0 else { throw .error(.invalidParameter) }
        let previous = semaphore.count
        let (count, overflow) = previous.addingReportingOverflow(added)
        guard !overflow, count <= semaphore.maximum else { throw .error(.tooManyPosts) }
        let previousPointer = call.r2
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
    KernelCall("CreateEventW") { kernel, call throws(CallStop) in
        let isManual = call.r1 != 0
        let isSignalled = call.r2 != 0
        return try kernel.create(call.r3, \.events, call, wrap: { .event($0) }) {
            Event(name: $0, isManual: isManual, isSignalled: isSignalled)
        }
    },
    KernelCall("OpenEventW") { kernel, call throws(CallStop) in
        guard call.r1 == 0, let name = try kernel.objectName(call.r2, call) else { throw .error(.invalidParameter) }
        guard let event = kernel.objects.names.events[name] else { throw .error(.fileNotFound) }
        return .value(try kernel.addHandle(.event(event), call))
    },
    KernelCall("EventModify") { kernel, call throws(CallStop) in
        try kernel.modify(try kernel.event(call.r0, call), call.r1)
    },
    KernelCall("SetEvent") { kernel, call throws(CallStop) in
        try kernel.modify(try kernel.event(call.r0, call), EventAction.set)
    },
    KernelCall("ResetEvent") { kernel, call throws(CallStop) in
        try kernel.modify(try kernel.event(call.r0, call), EventAction.reset)
    },
    KernelCall("PulseEvent") { kernel, call throws(CallStop) in
        try kernel.modify(try kernel.event(call.r0, call), EventAction.pulse)
    },
    KernelCall("GetEventData") { kernel, call throws(CallStop) in .value(try kernel.event(call.r0, call).data) },
    KernelCall("SetEventData") { kernel, call throws(CallStop) in
        try kernel.event(call.r0, call).data = call.r1
        return .value(1)
    },
]

private let mutexCalls: [KernelCall] = [
    KernelCall("CreateMutexW") { kernel, call throws(CallStop) in
        let owner = call.r1 != 0 ? call.thread : nil
        return try kernel.create(call.r2, \.mutexes, call, wrap: { .mutex($0) }) { name in
            let mutex = Mutex(name: name)
            if let owner { _ = mutex.consume(for: owner) }
            return mutex
        }
    },
    KernelCall("ReleaseMutex") { kernel, call throws(CallStop) in try kernel.releaseMutex(call) },
]

private let semaphoreCalls: [KernelCall] = [
    KernelCall("CreateSemaphoreW") { kernel, call throws(CallStop) in
        let count = Int32(bitPattern: call.r1)
        let maximum = Int32(bitPattern: call.r2)
        guard count >= 0, maximum > 0, count <= maximum else { throw .error(.invalidParameter) }
        return try kernel.create(call.r3, \.semaphores, call, wrap: { .semaphore($0) }) {
            Semaphore(name: $0, count: count, maximum: maximum)
        }
    },
    KernelCall("ReleaseSemaphore") { kernel, call throws(CallStop) in try kernel.releaseSemaphore(call) },
]

private let waitCalls: [KernelCall] = [
    KernelCall("WaitForSingleObject", failure: WaitResult.failed) { kernel, call throws(CallStop) in
        let object = try kernel.waitable(call.r0, call.thread)
        return kernel.wait(call.thread, on: [object], milliseconds: call.r1, then: .index)
    },
    KernelCall("WaitForMultipleObjects", failure: WaitResult.failed) { kernel, call throws(CallStop) in
        try kernel.waitForSeveral(call)
    },
    KernelCall("Sleep") { kernel, call throws(CallStop) in
        guard call.r0 != 0 else {
            kernel.yieldTurn(call.thread)
            return .value(0)
        }
        return kernel.wait(call.thread, on: [], milliseconds: call.r0, then: .zero)
    },
]
