import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// Handles are not inherited on CE.
    func refuseInheritance(_ inherits: Bool) throws(CallStop) {
        guard inherits else { return }
        throw .error(refuse("inheritance", "the handle is to be inherited, and Windows CE inherits none: pass FALSE"))
    }

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
        guard objects.handles.count < Self.maximumHandles else { throw .error(refuseNewHandle()) }
        return objects.handles.add(object, owner: call.thread.current, site: site(call))
    }

    /// What a handle stands for, when a thread can wait for it.
    /// - Parameter place: where the handle was, if it is no argument.
    func waitable(
        _ handle: Handle, _ thread: Thread, at place: @autoclosure () -> String? = nil
    ) throws(CallStop) -> any Waitable {
        switch object(handle, thread) {
        case .thread(let object): object
        case .process(let object): object
        case .event(let object): object
        case .mutex(let object): object
        case .semaphore(let object): object
        case .messageQueue(let end): end.side
        case .registryWatch(let watch): watch.event
        default:
            throw .error(
                refuse(
                    handle: handle.rawValue,
                    takes: "an event, a mutex, a semaphore, a thread, a process or a message queue", at: place()))
        }
    }

    func closeHandle(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let process = call.thread.current
        let object = object(handle, call.thread)
        switch object {
        case nil: throw .error(refuse(handle: handle.rawValue, takes: "a handle"))
        case .find?, .registryKey?, .device?, .interruptHandler?, .busAccess?, .devicePower?, .dmaBuffer?,
            .deviceNotification?, .registryWatch?, .powerRequirement?, .powerNotification?, .powerRelationship?:
            let kind = object?.handleKind
            throw .error(
                refuse(
                    "closed-by",
                    "0x\(hexadecimal(handle.rawValue)) is \(kind?.rawValue ?? "a handle"), which "
                        + "\(kind?.closedBy ?? "another call") closes", .invalidHandle))
        case .thread, .process, .event, .mutex, .semaphore, .file, .fileMapping, .driverCallback:
            // Closing the handle that stands for the caller itself does nothing.
            _ = objects.handles.remove(handle.rawValue, owner: process, by: site(call))
            return .value(1)
        case .deviceOpen(let open):
            _ = objects.handles.remove(handle.rawValue, owner: process, by: site(call))
            open.handles -= 1
            return open.handles == 0 ? try closeDevice(open, call) : .value(1)
        case .messageQueue(let end):
            _ = objects.handles.remove(handle.rawValue, owner: process, by: site(call))
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
