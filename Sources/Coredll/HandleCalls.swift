import CEKernel
import CEMemory

extension Kernel {
    static let maximumHandles = 0x1_0000

    /// The object behind a handle of the process whose code runs.
    func object(_ handle: Handle, _ thread: Thread) -> KernelObject? {
        switch handle.rawValue {
        case Self.currentThreadHandle: .thread(thread)
        case Self.currentProcessHandle: .process(thread.current)
        default: objects.handles[handle.rawValue, thread.current]
        }
    }

    /// A new handle for the process whose code runs.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY when there are too many.
    func addHandle(_ object: KernelObject, _ call: borrowing Invocation) throws(CallStop) -> UInt32 {
        guard objects.handles.count < Self.maximumHandles else { throw .error(.notEnoughMemory) }
        return objects.handles.add(object, owner: call.thread.current, site: site(call))
    }

    /// What a handle stands for, when a thread can wait for it.
    func waitable(_ handle: Handle, _ thread: Thread) throws(CallStop) -> any Waitable {
        switch object(handle, thread) {
        case .thread(let object): object
        case .process(let object): object
        case .event(let object): object
        case .mutex(let object): object
        case .semaphore(let object): object
        case .messageQueue(let end): end.side
        case .registryWatch(let watch): watch.event
        default: throw .error(.invalidHandle)
        }
    }

    func closeHandle(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let process = call.thread.current
        switch object(handle, call.thread) {
        case nil, .find, .registryKey, .device, .interruptHandler, .busAccess, .devicePower, .dmaBuffer,
            .deviceNotification, .registryWatch, .powerRequirement, .powerNotification, .powerRelationship:
            throw .error(.invalidHandle)
        case .thread, .process, .event, .mutex, .semaphore, .file, .fileMapping, .driverCallback:
            // Closing the handle that stands for the caller itself does nothing.
            _ = objects.handles.remove(handle.rawValue, owner: process)
            return .value(1)
        case .deviceOpen(let open):
            _ = objects.handles.remove(handle.rawValue, owner: process)
            open.handles -= 1
            return open.handles == 0 ? try closeDevice(open, call) : .value(1)
        case .messageQueue(let end):
            _ = objects.handles.remove(handle.rawValue, owner: process)
            close(end)
            return .value(1)
        }
    }
}

let handleCalls: [KernelCall] = [
    KernelCall("CloseHandle", .full, "hObject", source: "ee485644", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.closeHandle(handle, call)
    }
]
