package import CEKernel
package import CEMemory
import GuestAddress
import Unicorn

/// Helpers with which a driver reaches a caller's embedded pointers (documents ee488382, ee488189, aa932632). They return an
/// HRESULT, E_ACCESSDENIED to code that is no driver's.
let callerBufferCalls: [KernelCall] = [
    KernelCall("CeOpenCallerBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.openCallerBuffer(call, forceDuplicate: try call[4] != 0)
    },
    KernelCall("CeCloseCallerBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.closeCallerBuffer(call, to: try kernel.callerMemory(call))
    },
    KernelCall("CeAllocDuplicateBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.allocateDuplicateBuffer(call)
    },
    KernelCall("CeFreeDuplicateBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.closeCallerBuffer(call, to: call.memory)
    },
    KernelCall("CeAllocAsynchronousBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.allocateAsynchronousBuffer(call)
    },
    KernelCall("CeFreeAsynchronousBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.freeAsynchronousBuffer(call)
    },
    KernelCall("CeFlushAsynchronousBuffer", failure: Result32.accessDenied) { kernel, call throws(CallStop) in
        try kernel.flushAsynchronousBuffer(call)
    },
]

private enum Result32 {
    static let ok: UInt32 = 0
    static let accessDenied: UInt32 = 0x8007_0005
    static let invalidArgument: UInt32 = 0x8007_0057
    static let outOfMemory: UInt32 = 0x8007_000E
    static let notSupported: UInt32 = 0x8007_0032
}

/// An argument descriptor: one of the ARG_… nibbles, with MARSHAL_FORCE_ALIAS above it.
package struct ArgumentDescriptor {
    static let word: UInt32 = 0
    static let wideString: UInt32 = 5
    static let narrowString: UInt32 = 6
    private static let known: Set<UInt32> = [4, 5, 6, 7, 8, 9, 0xA, 0xC, 0xD, 0xE]
    private static let forceAlias: UInt32 = 0x8000_0000

    let kind: UInt32
    let isAliasForced: Bool

    init?(_ value: UInt32) {
        kind = value & 0xF
        isAliasForced = value & Self.forceAlias != 0
        guard value & ~(0xF | Self.forceAlias) == 0, Self.known.contains(kind) else { return nil }
    }

    var isString: Bool { kind == Self.wideString || kind == Self.narrowString }
    /// The out bit.
    var isOutput: Bool { kind & 0x8 != 0 }
    /// The in bit.
    var isInput: Bool { kind & 0x4 != 0 }
}

extension Kernel {
    /// Buffers up to here are copied for asynchronous use, larger ones aliased: 2 × MAX_PATH.
    private static let copyLimit: UInt32 = 520

    /// The end of a call that returns `result`, the destination pointer set to `value`.
    private func answer(_ call: borrowing Invocation, _ result: UInt32, _ value: UInt32) throws(CallStop) -> CallResult
    {
        try call.access { view throws(GuestFault) in try view.setWord(value, call.r0) }
        return result == Result32.ok ? .value(result) : .failure(result)
    }

    /// The memory that embedded pointers lead to: a driver in the kernel sees its caller's, one in a process of its own does not.
    fileprivate func callerMemory(_ call: borrowing Invocation) throws(CallStop) -> GuestView {
        try requireDriver(call)
        guard !call.thread.current.isKernel else { return call.memory }
        // A thread of the driver's own has no caller.
        guard call.thread.isVisiting, let frame = call.thread.frames.last(where: \.isVisit), let visit = frame.visit
        else { throw .error(.accessDenied) }
        return GuestView(
            memory: memory.physical, regime: visit.addressSpace.regime,
            privileged: frame.resume.mode?.isPrivileged ?? false)
    }

    /// The length of a buffer: of a string without one, up to and with its terminator.
    private func length(
        _ descriptor: ArgumentDescriptor, _ call: borrowing Invocation, in source: GuestView
    ) throws(CallStop) -> UInt32? {
        guard call.r2 == 0 else { return call.r2 < GuestView.copyLimit ? call.r2 : nil }
        guard descriptor.isString else { return nil }
        do throws(GuestFault) {
            return descriptor.kind == ArgumentDescriptor.wideString
                ? UInt32(try source.wideCharacters(call.r1).count + 1) * 2
                : UInt32(try source.narrowBytes(call.r1).count + 1)
        } catch { throw .fault(error) }
    }

    /// The access check of section 1.2 for the process that the memory belongs to.
    private func mayAccess(_ address: UInt32, _ size: UInt32, write: Bool, _ owner: Process) -> Bool {
        if !owner.isKernel || address < 0x8000_0000 { return isUserRange(address, size, write: write) }
        return true
    }

    /// CeOpenCallerBuffer. In user mode the bytes have to come over from the caller's process: there is always a copy.
    func openCallerBuffer(_ call: borrowing Invocation, forceDuplicate: Bool) throws(CallStop) -> CallResult {
        let source = try callerMemory(call)
        return try open(
            call, source, of: call.thread.callerSpace,
            duplicate: forceDuplicate || !call.thread.current.isKernel)
    }

    func allocateDuplicateBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireDriver(call)
        return try open(call, call.memory, of: call.thread.addressSpace, duplicate: true)
    }

    private func open(
        _ call: borrowing Invocation, _ source: GuestView, of owner: Process, duplicate: Bool
    ) throws(CallStop) -> CallResult {
        guard call.r0 != 0 else { return .failure(Result32.invalidArgument) }
        guard let descriptor = ArgumentDescriptor(call.r3), call.r1 != 0 else {
            return try answer(call, Result32.invalidArgument, 0)
        }
        guard mayAccess(call.r1, max(call.r2, 1), write: descriptor.isOutput, owner) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        guard let size = try length(descriptor, call, in: source) else {
            return try answer(call, Result32.invalidArgument, 0)
        }
        guard mayAccess(call.r1, size, write: descriptor.isOutput, owner) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        observers.tell(.driverCalls, .callerBufferOpened(address: call.r1, size: size, call.thread))
        guard duplicate else { return try answer(call, Result32.ok, call.r1) }
        return try self.duplicate(call, size, descriptor, from: source)
    }

    /// A copy in the heap of the process that the driver runs in.
    private func duplicate(
        _ call: borrowing Invocation, _ size: UInt32, _ descriptor: ArgumentDescriptor, from source: GuestView
    ) throws(CallStop) -> CallResult {
        let process = call.thread.current
        let place: UInt32
        do throws(CEError) { place = try process.heap.allocate(size, memory, process.space, site: site(call)) } catch {
            return try answer(call, Result32.outOfMemory, 0)
        }
        if descriptor.isInput {
            do throws(GuestFault) { try call.memory.write(try source.bytes(call.r1, size), place) } catch {
                process.heap.free(place)
                return try answer(call, Result32.accessDenied, 0)
            }
        }
        return try answer(call, Result32.ok, place)
    }

    /// CeCloseCallerBuffer(pDest, pSource, cb, descriptor): a duplicate is written back for output and freed.
    fileprivate func closeCallerBuffer(_ call: borrowing Invocation, to source: GuestView) throws(CallStop)
        -> CallResult
    {
        try requireDriver(call)
        guard let descriptor = ArgumentDescriptor(call.r3), call.r0 != 0 else {
            return .failure(Result32.invalidArgument)
        }
        let heap = call.thread.current.heap
        // In user mode the two are of different processes and may be equal by chance.
        guard call.r0 != call.r1 || !call.thread.current.isKernel else { return .value(Result32.ok) }
        guard let held = heap.size(of: call.r0) else { return .failure(Result32.invalidArgument) }
        let copied = writeBack(call, min(held, call.r2), descriptor, to: source)
        heap.free(call.r0)
        return copied ? .value(Result32.ok) : .failure(Result32.accessDenied)
    }

    package func writeBack(
        _ call: borrowing Invocation, _ size: UInt32, _ descriptor: ArgumentDescriptor, to source: GuestView
    ) -> Bool {
        guard descriptor.isOutput else { return true }
        do throws(GuestFault) {
            try source.write(try call.memory.bytes(call.r0, size), call.r1)
            return true
        } catch { return false }
    }

    func allocateAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireDriver(call)
        guard call.r0 != 0 else { return .failure(Result32.invalidArgument) }
        guard let descriptor = ArgumentDescriptor(call.r3), call.r1 != 0,
            let size = try length(descriptor, call, in: call.memory)
        else {
            return try answer(call, Result32.invalidArgument, 0)
        }
        let isKernel = call.thread.current.isKernel
        // A pointer of the kernel's is good at any time.
        guard call.r1 < 0x8000_0000 || !isKernel else { return try answer(call, Result32.ok, call.r1) }
        guard mayAccess(call.r1, size, write: descriptor.isOutput, call.thread.addressSpace) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        // In user mode there is always a copy, whatever the descriptor asks for (document ee488604).
        guard isKernel, size > Self.copyLimit || descriptor.isAliasForced else {
            return try duplicate(call, size, descriptor, from: call.memory)
        }
        let alias: UInt32
        let source = call.thread.addressSpace.space
        do throws(CEError) {
            alias = try memory.alias(
                call.r1, size, of: source, in: processes.nk.space, protection: Protection.readWrite, site: site(call)
            ).address
        } catch { return try answer(call, Result32.outOfMemory, 0) }
        return try answer(call, Result32.ok, alias)
    }

    /// CeFreeAsynchronousBuffer(pDest, pSource, cb, descriptor).
    func freeAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireDriver(call)
        let process = call.thread.current
        guard call.r0 != call.r1 else { return .value(Result32.ok) }
        if process.heap.size(of: call.r0) != nil { return try closeCallerBuffer(call, to: call.memory) }
        guard process.isKernel, let reservation = processes.nk.space.reservation(at: VirtualAddress(call.r0)),
            reservation.purpose == .virtual,
            call.r0 & ~0xFFFF == reservation.base.rawValue
        else { return .failure(Result32.invalidArgument) }
        memory.release(reservation, in: processes.nk.space, site: site(call))
        return .value(Result32.ok)
    }

    /// CeFlushAsynchronousBuffer(pDest, pSource, pOriginal, cb, descriptor): writes a copy back; for output buffers only.
    func flushAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireDriver(call)
        let heap = call.thread.current.heap
        guard let descriptor = ArgumentDescriptor(try call[4]), descriptor.isOutput else {
            return .failure(Result32.notSupported)
        }
        guard heap.size(of: call.r0) != nil else { return .value(Result32.ok) }
        let (place, source, size) = (call.r0, call.r1, call.r3)
        guard size <= heap.size(of: place) ?? 0 else { return .failure(Result32.invalidArgument) }
        return try call.access { view throws(GuestFault) in
            try view.write(try view.bytes(place, size), source)
            return .value(Result32.ok)
        }
    }
}
