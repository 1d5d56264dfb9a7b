import CEKernel
import CEMemory
import GuestAddress

/// DUPLICATE_… (winbase.h of the public SDK).
private enum DuplicateOptions {
    static let closeSource: UInt32 = 1
    static let sameAccess: UInt32 = 2
}

extension Kernel {
    /// A second handle of an object, in another process or the same.
    /// - Throws: ERROR_INVALID_HANDLE for what is no handle of the source, or none of which there can be two.
    fileprivate func duplicate(
        _ handle: UInt32, of source: Process, to target: Process, _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let object: KernelObject
        switch handle {
        case Self.currentProcessHandle: object = .process(source)
        case Self.currentThreadHandle: object = .thread(call.thread)
        default:
            guard let found = objects.handles[handle, source] else {
                throw .error(
                    source === call.thread.current
                        ? refuse(handle: handle, takes: "a handle")
                        : refuse("no-handle", "0x\(hexadecimal(handle)) is no handle of \(source.name)", .invalidHandle)
                )
            }
            object = found
        }
        guard objects.handles.count < Self.maximumHandles else { throw .error(refuseNewHandle()) }
        switch object {
        case .registryKey, .find, .device, .interruptHandler, .busAccess, .devicePower, .dmaBuffer, .deviceNotification,
            .driverCallback, .registryWatch, .powerRequirement, .powerNotification, .powerRelationship:
            throw .error(
                refuse(
                    "one-handle",
                    "0x\(hexadecimal(handle)) is \(object.handleKind.rawValue), of which there is one handle only",
                    .invalidHandle))
        case .deviceOpen(let open): open.handles += 1
        case .messageQueue(let end): self.open(end)
        case .process, .thread, .event, .mutex, .semaphore, .file, .fileMapping: break
        }
        return objects.handles.add(object, owner: target, site: site(call))
    }

    /// DUPLICATE_CLOSE_SOURCE: the source goes, whether the copy came about or not. Another handle keeps what it
    /// stands for.
    fileprivate func closeSource(_ handle: UInt32, of source: Process) {
        switch objects.handles.remove(handle, owner: source) {
        case .deviceOpen(let open)?: open.handles -= 1
        case .messageQueue(let end)?: close(end)
        default: break
        }
    }

    fileprivate func duplicate(
        _ handle: Handle, of source: Process, to target: Process, inherits: Bool, options: Word,
        _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        try refuseInheritance(inherits)
        guard options.rawValue & DuplicateOptions.sameAccess != 0,
            options.rawValue & ~(DuplicateOptions.sameAccess | DuplicateOptions.closeSource) == 0
        else {
            throw .error(
                refuse(
                    "options",
                    "dwOptions 0x\(hexadecimal(options.rawValue)) has to hold DUPLICATE_SAME_ACCESS (2), and nothing "
                        + "besides it but DUPLICATE_CLOSE_SOURCE (1)"))
        }
        let copy = try duplicate(handle.rawValue, of: source, to: target, call)
        if options.rawValue & DuplicateOptions.closeSource != 0 { closeSource(handle.rawValue, of: source) }
        return copy
    }
}

/// Second handles of objects: between processes (document ms885208), and for drivers of what their caller holds
/// (document aa919603).
let duplicateHandleCalls: [KernelCall] = [
    KernelCall(
        "DuplicateHandle", .full,
        "hSourceProcessHandle hSourceHandle hTargetProcessHandle lpTargetHandle dwDesiredAccess bInheritHandle "
            + "dwOptions", source: "ms885208", returns: .boolean
    ) {
        (
            kernel, call, source: ProcessHandle, handle: Handle, target: ProcessHandle, result: VirtualAddress,
            _: Unread<Word>, inherits: Bool, options: Word
        ) throws(CallStop) in
        let source = try kernel.targetProcess(source, call)
        let target = try kernel.targetProcess(target, call)
        guard result.rawValue != 0 else { throw .error(kernel.refuse(null: "lpTargetHandle")) }
        try call.access { memory throws(GuestFault) in try memory.probe(result.rawValue, 4, .write) }
        let copy = try kernel.duplicate(handle, of: source, to: target, inherits: inherits, options: options, call)
        try kernel.setWord(Int(copy), result, call)
        return .value(1)
    },
    KernelCall(
        "CeDriverDuplicateCallerHandle", .full, "hCallerHandle dwDesiredAccess bInheritHandle dwOptions",
        library: .ceddk, source: "aa919603", for: .drivers, returns: .handle
    ) { (kernel, call, handle: Handle, _: Unread<Word>, inherits: Bool, options: Word) throws(CallStop) in
        try kernel.requireDriver(call)
        return .value(
            try kernel.duplicate(
                handle, of: kernel.directCaller(of: call.thread), to: call.thread.current, inherits: inherits,
                options: options, call))
    },
    KernelCall(
        "CeDriverGetDirectCaller", .full, library: .ceddk, source: "ee486213", for: .drivers, returns: .hexadecimal
    ) { kernel, call throws(CallStop) in
        try kernel.requireDriver(call)
        return .value(kernel.directCaller(of: call.thread).id)
    },
]
