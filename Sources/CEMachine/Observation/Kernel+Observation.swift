import ARMMMU
import GuestAddress
import Unicorn

extension Kernel {
    /// Begins to watch accesses when a checker that is on needs it. Before the guest's first instruction: see
    /// `Engine.observeAccesses`.
    /// - Throws: `UnicornError` when the library refuses the hook.
    func beginObservation() throws {
        guard observation == nil, !checkers.isDisjoint(with: Checker.observing) else { return }
        let made = AccessObservation(self)
        try engine.observeAccesses(by: made, unaligned: checkers.contains(.alignment))
        observation = made
        memory.observation = made
        memory.physical.observation = made
        for process in processes where process.isAlive {
            for reservation in process.space.reservations {
                let isShared = reservation.segments.contains {
                    if case .physical = $0.content { true } else { false }
                }
                if isShared { made.watch(reservation, in: process.space) }
            }
        }
        made.enter(nk)
    }

    // MARK: Alignment

    /// Takes back what the guest did since an access that the core would have refused.
    /// - Returns: what is to be raised in its place; nil when there was no such access.
    func takeMisalignment(_ thread: Thread) -> FaultCause? {
        guard let observation, let misalignment = observation.misalignment else { return nil }
        observation.misalignment = nil
        engine.watchEverything(false)
        misalignment.undo(self)
        _ = busErrors.take()
        thread.registers = misalignment.registers
        if let floatingPoint = misalignment.floatingPoint { engine.writeFloatingPoint(floatingPoint) }
        let address = VirtualAddress(misalignment.address)
        let access: AccessKind = misalignment.isWrite ? .write : .read
        find(
            MachineFinding(
                checker: .alignment, severity: .error, process: thread.current.name,
                place: describe(thread.registers.pc, thread),
                message: "\(access) of \(misalignment.size) bytes at \(address)",
                hint: "read and write it by bytes, or mark the pointer UNALIGNED"))
        return .misaligned(
            GuestFault(address: address, fault: Fault(kind: .alignment, level: .section, access: access)))
    }

    // MARK: Output buffers

    /// A driver is about to work for a caller.
    /// - Parameters:
    ///   - output: the buffer that it is to fill, and its bytes.
    ///   - input: what it is to read, and its bytes.
    ///   - returned: where it is to put the count; 0 for nowhere.
    func beginOutput(
        _ output: UInt32, _ size: UInt32, input: (address: UInt32, size: UInt32), returned: UInt32, function: String,
        driver: String, _ thread: Thread
    ) {
        guard let observation, observation.checksBounds else { return }
        let (last, overflow) = input.address.addingReportingOverflow(input.size &- 1)
        observation.outputs.push(
            OutputWindow(
                driver: driver, function: function, thread: thread.id, first: output, end: output &+ size,
                input: input.size > 0 && !overflow ? input.address...last : nil, countAddress: returned))
        watch(output, size, true, thread)
        watch(returned, returned == 0 ? 0 : 4, true, thread)
    }

    /// The driver is done.
    /// - Parameter returned: where it put the count; 0 for nowhere.
    func endOutput(_ output: UInt32, _ size: UInt32, returned: UInt32, succeeded: Bool, _ thread: Thread) {
        guard let observation, observation.checksBounds, let window = observation.outputs.pop(thread: thread.id) else {
            return
        }
        watch(output, size, false, thread)
        watch(returned, returned == 0 ? 0 : 4, false, thread)
        for other in observation.outputs.windows where other.thread == thread.id {
            watch(other.first, other.end &- other.first, true, thread)
        }
        guard succeeded, window.hasCount, let count = try? view(of: thread, privileged: true).word(returned),
            count > size
        else { return }
        find(
            MachineFinding(
                checker: .pastBuffer, severity: .error, process: nk.name,
                place: "\(window.driver) in \(window.function)",
                message: "the driver says it returned \(count) bytes in an output buffer of \(size) bytes at "
                    + "\(VirtualAddress(output)) of \(thread.current.name)",
                hint: "*pBytesReturned is at most nOutBufferSize"))
    }

    /// The block behind is watched, too: a write that goes on from the end may begin there.
    private func watch(_ output: UInt32, _ size: UInt32, _ isWatched: Bool, _ thread: Thread) {
        guard output != 0, size > 0, output < 0x8000_0000, size < 0x8000_0000 else { return }
        let last = min(UInt64(output) + UInt64(size), 0x7FFF_FFFF)
        observation?.set(
            AccessObservation.Reason.output, isWatched, from: output, through: UInt32(last),
            in: thread.addressSpace.space)
    }
}
