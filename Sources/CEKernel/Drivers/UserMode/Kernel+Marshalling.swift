import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// Makes buffers of the caller good in the host that the thread has just entered.
    /// - Parameter caller: the caller's memory as its code sees it.
    /// - Returns: those that were copied.
    /// - Throws: ERROR_INVALID_PARAMETER for memory that the caller has not; ERROR_NOT_ENOUGH_MEMORY.
    func marshal(
        _ buffers: [ReflectedBuffer], _ arguments: inout CalleeArguments, from caller: GuestView, _ thread: Thread
    ) throws(CEError) -> [CopiedBuffer] {
        var copies: [CopiedBuffer] = []
        for buffer in buffers {
            guard buffer.address != 0, buffer.size != 0 else {
                // A pointer to no bytes says nothing in another process.
                arguments[buffer.argument] = 0
                continue
            }
            do throws(GuestFault) {
                if buffer.isInput { try caller.probe(buffer.address, buffer.size, .read) }
                if buffer.isOutput { try caller.probe(buffer.address, buffer.size, .write) }
            } catch { throw .invalidParameter }
            if buffer.size <= ReflectedBuffer.copyLimit {
                let copy = try copyIn(buffer, from: caller, thread)
                arguments[buffer.argument] = copy.place
                copies.append(copy)
            } else {
                arguments[buffer.argument] = try aliasIn(buffer, thread)
            }
        }
        return copies
    }

    private func copyIn(
        _ buffer: ReflectedBuffer, from caller: GuestView, _ thread: Thread
    ) throws(CEError) -> CopiedBuffer {
        let place = (thread.resume.sp &- buffer.size) & ~7
        thread.resume.sp = place
        do throws(GuestFault) {
            try view(of: thread.addressSpace).write(try caller.bytes(buffer.address, buffer.size), place)
        } catch { throw .invalidParameter }
        return CopiedBuffer(place: place, buffer: buffer)
    }

    /// Shows the caller's pages in the host as VirtualAllocCopyEx would: the low 16 bits of the address stay.
    private func aliasIn(_ buffer: ReflectedBuffer, _ thread: Thread) throws(CEError) -> UInt32 {
        guard let frame = thread.frames.indices.last, var visit = thread.frames[frame].visit else {
            throw .invalidParameter
        }
        let source =
            processes.nk.space.covers(VirtualAddress(buffer.address)) ? processes.nk.space : visit.addressSpace.space
        // Pages of the pool at their static address carry no reference that an alias could share.
        guard !source.isKernel || source.reservation(at: VirtualAddress(buffer.address)) != nil else {
            throw .invalidParameter
        }
        let (reservation, address) = try memory.alias(
            buffer.address, buffer.size, of: source, in: visit.process.space,
            protection: buffer.isOutput ? Protection.readWrite : Protection.readOnly, purpose: .reflected,
            site: hostSite("reflector"))
        visit.aliases.append(reservation)
        thread.frames[frame].kind = .visit(visit)
        return address
    }

    /// Brings what the driver wrote to copies back to the caller.
    func unmarshal(_ copies: [CopiedBuffer], to caller: GuestView, _ thread: Thread) throws(GuestFault) {
        let host = view(of: thread.addressSpace)
        for copy in copies where copy.buffer.isOutput {
            try caller.write(try host.bytes(copy.place, copy.buffer.size), copy.buffer.address)
        }
    }
}
