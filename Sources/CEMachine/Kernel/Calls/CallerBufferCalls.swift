import GuestAddress

/// Helpers with which a driver reaches a caller's embedded pointers (documents ee488382, ee488189, aa932632). They return an
/// HRESULT.
let callerBufferCalls: [KernelCall] = [
    KernelCall("CeOpenCallerBuffer") { kernel, call throws(CallStop) in
        try kernel.openCallerBuffer(call, forceDuplicate: try call[4] != 0)
    },
    KernelCall("CeCloseCallerBuffer") { kernel, call throws(CallStop) in
        try kernel.closeCallerBuffer(call)
    },
    KernelCall("CeAllocDuplicateBuffer") { kernel, call throws(CallStop) in
        try kernel.openCallerBuffer(call, forceDuplicate: true)
    },
    KernelCall("CeFreeDuplicateBuffer") { kernel, call throws(CallStop) in
        try kernel.closeCallerBuffer(call)
    },
    KernelCall("CeAllocAsynchronousBuffer") { kernel, call throws(CallStop) in
        try kernel.allocateAsynchronousBuffer(call)
    },
    KernelCall("CeFreeAsynchronousBuffer") { kernel, call throws(CallStop) in
        try kernel.freeAsynchronousBuffer(call)
    },
    KernelCall("CeFlushAsynchronousBuffer") { kernel, call throws(CallStop) in
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
private struct ArgumentDescriptor {
    static let word: UInt32 = 0
    static let wideString: UInt32 = 5
    static let narrowString: UInt32 = 6
    private static let known: Set<UInt32> = [4, 5, 6, 7, 8, 9, 0xA, 0xC, 0xD, 0xE]
    private static let forceAlias: UInt32 = 0x2000_0000

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

    /// The length of a buffer: of a string without one, up to and with its terminator.
    private func length(
        _ descriptor: ArgumentDescriptor, _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32? {
        guard call.r2 == 0 else { return call.r2 < GuestView.copyLimit ? call.r2 : nil }
        guard descriptor.isString else { return nil }
        let source = call.r1
        return try call.access { view throws(GuestFault) in
            descriptor.kind == ArgumentDescriptor.wideString
                ? UInt32(try view.wideCharacters(source).count + 1) * 2 : UInt32(try view.narrowBytes(source).count + 1)
        }
    }

    /// The access check of section 1.2 for the process that the thread works for.
    private func mayAccess(_ address: UInt32, _ size: UInt32, write: Bool, _ thread: Thread) -> Bool {
        if !thread.addressSpace.isKernel || address < 0x8000_0000 { return isUserRange(address, size, write: write) }
        return true
    }

    func openCallerBuffer(_ call: borrowing Invocation, forceDuplicate: Bool) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard call.r0 != 0 else { return .failure(Result32.invalidArgument) }
        guard let descriptor = ArgumentDescriptor(call.r3), call.r1 != 0 else {
            return try answer(call, Result32.invalidArgument, 0)
        }
        guard mayAccess(call.r1, max(call.r2, 1), write: descriptor.isOutput, call.thread) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        guard let size = try length(descriptor, call) else { return try answer(call, Result32.invalidArgument, 0) }
        guard mayAccess(call.r1, size, write: descriptor.isOutput, call.thread) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        guard forceDuplicate else { return try answer(call, Result32.ok, call.r1) }
        return try duplicate(call, size, descriptor)
    }

    private func duplicate(
        _ call: borrowing Invocation, _ size: UInt32, _ descriptor: ArgumentDescriptor
    ) throws(CallStop) -> CallResult {
        let place: UInt32
        do throws(CEError) { place = try allocateKernelHeap(size, site(call)) } catch {
            return try answer(call, Result32.outOfMemory, 0)
        }
        if descriptor.isInput {
            let source = call.r1
            do throws(GuestFault) { try call.memory.write(try call.memory.bytes(source, size), place) } catch {
                freeKernelHeap(place)
                return try answer(call, Result32.accessDenied, 0)
            }
        }
        return try answer(call, Result32.ok, place)
    }

    /// CeCloseCallerBuffer(pDest, pSource, cb, descriptor): a duplicate is written back for output and freed.
    func closeCallerBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard let descriptor = ArgumentDescriptor(call.r3), call.r0 != 0 else {
            return .failure(Result32.invalidArgument)
        }
        guard call.r0 != call.r1 else { return .value(Result32.ok) }
        guard let held = nk.heap.size(of: call.r0) else { return .failure(Result32.invalidArgument) }
        let copied = writeBack(call, min(held, call.r2), descriptor)
        freeKernelHeap(call.r0)
        return copied ? .value(Result32.ok) : .failure(Result32.accessDenied)
    }

    private func writeBack(_ call: borrowing Invocation, _ size: UInt32, _ descriptor: ArgumentDescriptor) -> Bool {
        guard descriptor.isOutput else { return true }
        let (place, source) = (call.r0, call.r1)
        do throws(GuestFault) {
            try call.memory.write(try call.memory.bytes(place, size), source)
            return true
        } catch { return false }
    }

    func allocateAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard call.r0 != 0 else { return .failure(Result32.invalidArgument) }
        guard let descriptor = ArgumentDescriptor(call.r3), call.r1 != 0, let size = try length(descriptor, call) else {
            return try answer(call, Result32.invalidArgument, 0)
        }
        // A pointer of the kernel's is good at any time.
        guard call.r1 < 0x8000_0000 else { return try answer(call, Result32.ok, call.r1) }
        guard mayAccess(call.r1, size, write: descriptor.isOutput, call.thread) else {
            return try answer(call, Result32.accessDenied, 0)
        }
        guard size > Self.copyLimit || descriptor.isAliasForced else { return try duplicate(call, size, descriptor) }
        let alias: UInt32
        do throws(CEError) { alias = try makeAlias(call.r1, size, call.thread.addressSpace.space, site(call)) } catch {
            return try answer(call, Result32.outOfMemory, 0)
        }
        return try answer(call, Result32.ok, alias)
    }

    /// The same pages at an address of the kernel's.
    private func makeAlias(
        _ source: UInt32, _ size: UInt32, _ space: AddressSpace, _ site: CallSite
    ) throws(CEError) -> UInt32 {
        let offset = source & 0xFFFF
        let reservation = try memory.reserve(in: nk.space, at: 0, size: offset + size, site: site)
        do throws(CEError) {
            try memory.copyMap(
                in: nk.space, at: reservation.base.rawValue + offset, from: .memory(source, space), size: size,
                protection: Protection.readWrite, site: site)
        } catch {
            memory.release(reservation, in: nk.space, site: site)
            throw error
        }
        return reservation.base.rawValue + offset
    }

    /// CeFreeAsynchronousBuffer(pDest, pSource, cb, descriptor).
    func freeAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard call.r0 != call.r1 else { return .value(Result32.ok) }
        if nk.heap.size(of: call.r0) != nil { return try closeCallerBuffer(call) }
        guard let reservation = nk.space.reservation(at: VirtualAddress(call.r0)), reservation.purpose == .virtual,
            call.r0 & ~0xFFFF == reservation.base.rawValue
        else { return .failure(Result32.invalidArgument) }
        memory.release(reservation, in: nk.space, site: site(call))
        return .value(Result32.ok)
    }

    /// CeFlushAsynchronousBuffer(pDest, pSource, pOriginal, cb, descriptor): writes a copy back; for output buffers only.
    func flushAsynchronousBuffer(_ call: borrowing Invocation) throws(CallStop) -> CallResult {
        try requireKernel(call)
        guard let descriptor = ArgumentDescriptor(try call[4]), descriptor.isOutput else {
            return .failure(Result32.notSupported)
        }
        guard nk.heap.size(of: call.r0) != nil else { return .value(Result32.ok) }
        let (place, source, size) = (call.r0, call.r1, call.r3)
        guard size <= nk.heap.size(of: place) ?? 0 else { return .failure(Result32.invalidArgument) }
        return try call.access { view throws(GuestFault) in
            try view.write(try view.bytes(place, size), source)
            return .value(Result32.ok)
        }
    }
}
