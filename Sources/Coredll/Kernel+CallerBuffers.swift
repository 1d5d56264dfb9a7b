import CEKernel
import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// Buffers up to here are copied for asynchronous use, larger ones aliased: 2 × MAX_PATH.
    private static let copyLimit: UInt32 = 520

    /// The end of a call that returns `result`, the destination pointer set to `value`.
    private func answer(
        _ buffer: CallerBuffer, _ result: UInt32, _ value: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try call.access { view throws(GuestFault) in try view.setWord(value, buffer.destination) }
        return result == BufferResult.ok ? .value(result) : .failure(result)
    }

    /// The memory that embedded pointers lead to: a driver in the kernel sees its caller's, one in a process of its
    /// own does not.
    func callerMemory(_ call: borrowing Invocation) throws(CallStop) -> GuestView {
        try requireDriver(call)
        guard !call.thread.current.isKernel else { return call.memory }
        // A thread of the driver's own has no caller.
        guard call.thread.isVisiting, let frame = call.thread.frames.last(where: \.isVisit), let visit = frame.visit
        else {
            throw .error(
                refuse(
                    "no-caller", "the thread has no caller: it does not work for an application right now",
                    .accessDenied))
        }
        return GuestView(
            memory: memory.physical, regime: visit.addressSpace.regime,
            privileged: frame.resume.mode?.isPrivileged ?? false)
    }

    /// The length of a buffer: of a string without one, up to and with its terminator.
    private func length(
        _ buffer: CallerBuffer, _ descriptor: ArgumentDescriptor, in source: GuestView
    ) throws(CallStop) -> UInt32? {
        guard buffer.size == 0 else { return buffer.size < GuestView.copyLimit ? buffer.size : nil }
        guard descriptor.isString else { return nil }
        do throws(GuestFault) {
            return descriptor.kind == ArgumentDescriptor.wideString
                ? UInt32(try source.wideCharacters(buffer.source).count + 1) * 2
                : UInt32(try source.narrowBytes(buffer.source).count + 1)
        } catch { throw .fault(error) }
    }

    /// The access check of section 1.2 for the process that the memory belongs to.
    private func mayAccess(_ address: UInt32, _ size: UInt32, write: Bool, _ owner: Process) -> Bool {
        if !owner.isKernel || address < 0x8000_0000 { return isUserRange(address, size, write: write) }
        return true
    }

    /// CeOpenCallerBuffer. In user mode the bytes have to come over from the caller's process: there is always a copy.
    func openCallerBuffer(
        _ buffer: CallerBuffer, forceDuplicate: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let source = try callerMemory(call)
        return try open(
            buffer, source, of: call.thread.callerSpace,
            duplicate: forceDuplicate || !call.thread.current.isKernel, call)
    }

    func allocateDuplicateBuffer(
        _ buffer: CallerBuffer, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        return try open(buffer, call.memory, of: call.thread.addressSpace, duplicate: true, call)
    }

    private func open(
        _ buffer: CallerBuffer, _ source: GuestView, of owner: Process, duplicate: Bool,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard buffer.destination != 0 else { return refuseDestination() }
        guard let descriptor = buffer.descriptor, buffer.source != 0 else {
            noteBadSource(buffer)
            return try answer(buffer, BufferResult.invalidArgument, 0, call)
        }
        guard mayAccess(buffer.source, max(buffer.size, 1), write: descriptor.isOutput, owner) else {
            noteForbidden(buffer, max(buffer.size, 1), owner)
            return try answer(buffer, BufferResult.accessDenied, 0, call)
        }
        guard let size = try length(buffer, descriptor, in: source) else {
            noteBadSize(buffer)
            return try answer(buffer, BufferResult.invalidArgument, 0, call)
        }
        guard mayAccess(buffer.source, size, write: descriptor.isOutput, owner) else {
            noteForbidden(buffer, size, owner)
            return try answer(buffer, BufferResult.accessDenied, 0, call)
        }
        observers.tell(.driverCalls, .callerBufferOpened(address: buffer.source, size: size, call.thread))
        guard duplicate else {
            take(.callerBuffer, buffer.source, in: owner.space, call)
            return try answer(buffer, BufferResult.ok, buffer.source, call)
        }
        return try self.duplicate(buffer, size, descriptor, from: source, call)
    }

    /// A copy in the heap of the process that the driver runs in.
    private func duplicate(
        _ buffer: CallerBuffer, _ size: UInt32, _ descriptor: ArgumentDescriptor, from source: GuestView,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let process = call.thread.current
        let place: UInt32
        do throws(CEError) { place = try process.heap.allocate(size, memory, process.space, site: site(call)) } catch {
            noteNoRoom(size, process)
            return try answer(buffer, BufferResult.outOfMemory, 0, call)
        }
        if descriptor.isInput {
            do throws(GuestFault) { try call.memory.write(try source.bytes(buffer.source, size), place) } catch {
                process.heap.free(place)
                noteUnreachable(error.address)
                return try answer(buffer, BufferResult.accessDenied, 0, call)
            }
        }
        take(.heapBlock, place, call)
        return try answer(buffer, BufferResult.ok, place, call)
    }

    /// CeCloseCallerBuffer: a duplicate is written back for output and freed.
    func closeCallerBuffer(
        _ buffer: CallerBuffer, to source: GuestView, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        guard let descriptor = buffer.descriptor, buffer.destination != 0 else {
            guard buffer.destination != 0 else { return refuseDestination() }
            noteBadSource(buffer)
            return .failure(BufferResult.invalidArgument)
        }
        let heap = call.thread.current.heap
        // In user mode the two are of different processes and may be equal by chance.
        guard buffer.destination != buffer.source || !call.thread.current.isKernel else {
            giveBack(.callerBuffer, buffer.source, in: call.thread.callerSpace.space, call)
            return .value(BufferResult.ok)
        }
        guard let held = heap.size(of: buffer.destination) else {
            noteNoBuffer(buffer)
            return .failure(BufferResult.invalidArgument)
        }
        let copied = writeBack(buffer, min(held, buffer.size), descriptor, to: source, call)
        heap.free(buffer.destination)
        giveBack(.heapBlock, buffer.destination, call)
        return copied ? .value(BufferResult.ok) : .failure(BufferResult.accessDenied)
    }

    private func writeBack(
        _ buffer: CallerBuffer, _ size: UInt32, _ descriptor: ArgumentDescriptor, to source: GuestView,
        _ call: borrowing Invocation
    ) -> Bool {
        guard descriptor.isOutput else { return true }
        do throws(GuestFault) {
            try source.write(try call.memory.bytes(buffer.destination, size), buffer.source)
            return true
        } catch {
            noteUnreachable(error.address)
            return false
        }
    }

    func allocateAsynchronousBuffer(
        _ buffer: CallerBuffer, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        guard buffer.destination != 0 else { return refuseDestination() }
        guard let descriptor = buffer.descriptor, buffer.source != 0,
            let size = try length(buffer, descriptor, in: call.memory)
        else {
            if buffer.descriptor == nil || buffer.source == 0 { noteBadSource(buffer) } else { noteBadSize(buffer) }
            return try answer(buffer, BufferResult.invalidArgument, 0, call)
        }
        let isKernel = call.thread.current.isKernel
        // A pointer of the kernel's is good at any time.
        guard buffer.source < 0x8000_0000 || !isKernel else {
            return try answer(buffer, BufferResult.ok, buffer.source, call)
        }
        guard mayAccess(buffer.source, size, write: descriptor.isOutput, call.thread.addressSpace) else {
            noteForbidden(buffer, size, call.thread.addressSpace)
            return try answer(buffer, BufferResult.accessDenied, 0, call)
        }
        // In user mode there is always a copy, whatever the descriptor asks for (document ee488604).
        guard isKernel, size > Self.copyLimit || descriptor.isAliasForced else {
            return try duplicate(buffer, size, descriptor, from: call.memory, call)
        }
        let alias: UInt32
        let source = call.thread.addressSpace.space
        do throws(CEError) {
            alias = try memory.alias(
                buffer.source, size, of: source, in: processes.nk.space, protection: Protection.readWrite,
                releasedBy: .freeAsynchronousBuffer, site: site(call)
            ).address
        } catch {
            return try answer(buffer, BufferResult.outOfMemory, 0, call)
        }
        return try answer(buffer, BufferResult.ok, alias, call)
    }

    func freeAsynchronousBuffer(
        _ buffer: CallerBuffer, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        let process = call.thread.current
        guard buffer.destination != buffer.source else { return .value(BufferResult.ok) }
        if process.heap.size(of: buffer.destination) != nil {
            return try closeCallerBuffer(buffer, to: call.memory, call)
        }
        guard process.isKernel,
            let reservation = processes.nk.space.reservation(at: VirtualAddress(buffer.destination)),
            reservation.purpose == .virtual,
            buffer.destination & ~0xFFFF == reservation.base.rawValue
        else {
            noteNoBuffer(buffer)
            return .failure(BufferResult.invalidArgument)
        }
        memory.release(reservation, in: processes.nk.space, site: site(call))
        return .value(BufferResult.ok)
    }

    /// CeFlushAsynchronousBuffer: writes a copy back; for output buffers only.
    func flushAsynchronousBuffer(
        _ buffer: CallerBuffer, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try requireDriver(call)
        let heap = call.thread.current.heap
        guard let descriptor = buffer.descriptor, descriptor.isOutput else {
            noteRule(
                "descriptor", "the driver does not write the buffer: output alone is flushed (ARG_O_…, ARG_IO_…)"
            )
            return .failure(BufferResult.notSupported)
        }
        guard let held = heap.size(of: buffer.destination) else { return .value(BufferResult.ok) }
        guard buffer.size <= held else {
            noteRule("size", "cbSrc is \(buffer.size), and the buffer has \(held) bytes")
            return .failure(BufferResult.invalidArgument)
        }
        return try call.access { view throws(GuestFault) in
            try view.write(try view.bytes(buffer.destination, buffer.size), buffer.source)
            return .value(BufferResult.ok)
        }
    }
}
