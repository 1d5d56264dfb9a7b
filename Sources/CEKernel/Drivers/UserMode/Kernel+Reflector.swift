import CEMemory
import GuestAddress
import Unicorn

/// Calls of drivers' methods: of a kernel-mode driver on the spot, of a user-mode driver by way of the reflector (documents ee486510,
/// ee484840; `Documentation/CE-Memory.md`, section 7.7).
extension Kernel {
    /// Calls a method of a driver.
    /// - Parameters:
    ///   - buffers: the arguments that point to the caller's memory.
    ///   - end: what the result is for; the call fails with ERROR_INVALID_PARAMETER after a fault, with ERROR_DEVICE_REMOVED when the
    ///     driver's process ended.
    func callMethod(
        _ device: Device, _ thread: Thread, _ entry: UInt32, _ arguments: CalleeArguments,
        _ buffers: [ReflectedBuffer] = [], then end: MethodEnd
    ) throws(CallStop) -> CallResult {
        var call = MethodCall(device: device, end: end)
        guard let host = device.module.process.driverHost else {
            return try callGuest(thread, entry, arguments, in: processes.nk, then: .method(call))
        }
        call.isCallerPrivileged = thread.mode.isPrivileged
        let caller = view(of: thread, privileged: call.isCallerPrivileged)
        do throws(CEError) { try enterHost(host, thread, end: .method(end)) } catch {
            return try failed(end, thread, error)
        }
        var arguments = arguments
        do throws(CEError) { call.copies = try marshal(buffers, &arguments, from: caller, thread) } catch {
            leaveHost(thread)
            return try failed(end, thread, error)
        }
        if !call.copies.isEmpty {
            observers.tell(.driverCalls, .callerBuffersCopied(call.copies, thread))
        }
        do throws(CallStop) {
            return try callGuest(thread, entry, arguments, in: host.process, then: .method(call))
        } catch {
            leaveHost(thread)
            throw error
        }
    }

    /// The method has returned.
    func finish(_ call: MethodCall, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        guard call.device.isUserMode else { return try ended(call.end, thread, result) }
        if let visit = thread.visit, !call.copies.isEmpty {
            let caller = GuestView(
                memory: memory.physical, regime: visit.addressSpace.regime, privileged: call.isCallerPrivileged)
            do throws(GuestFault) { try unmarshal(call.copies, to: caller, thread) } catch {
                return try fail(call, thread)
            }
        }
        leaveHost(thread)
        return try ended(call.end, thread, result)
    }

    /// The method has faulted and nobody handled it.
    func fail(_ call: MethodCall, _ thread: Thread) throws(CallStop) -> CallResult {
        if call.device.isUserMode { leaveHost(thread) }
        return try failed(call.end, thread, .invalidParameter)
    }

    private func ended(_ end: MethodEnd, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        switch end {
        case .driver(let call): finish(call, thread, result)
        case .preClose(let open): try close(open, thread)
        case .deactivation(let device, let isLast):
            isLast ? try finishDeactivation(device, thread) : try deinitialize(device, thread)
        case .rundown(let rundown): try runNext(rundown, thread)
        case .control(let control): try finish(control, thread, result)
        case .power(let cycle): try finish(cycle, thread)
        case .powerWork(let work): try finish(work, thread, result)
        }
    }

    /// What becomes of a method that could not finish.
    func failed(_ end: MethodEnd, _ thread: Thread, _ error: CEError) throws(CallStop) -> CallResult {
        switch end {
        case .driver(let call): return fail(call, thread, error)
        case .preClose: throw .error(error)
        case .deactivation(let device, let isLast):
            return isLast ? try finishDeactivation(device, thread) : try deinitialize(device, thread)
        case .rundown(var rundown):
            if error == .deviceRemoved { rundown.entries = [] }
            return try runNext(rundown, thread)
        case .control(let control): return try fail(control, thread, error)
        case .power(let cycle): return try finish(cycle, thread)
        case .powerWork(let work): return try finish(work, thread, 0)
        }
    }
}
