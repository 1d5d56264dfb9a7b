import CEMemory

/// What becomes of calls of drivers' methods on behalf of callers.
extension Kernel {
    /// Lets the caller go on after a fault of the driver that nobody handled, or after the end of its process.
    /// - Parameter error: what the caller gets as error code.
    func fail(_ call: DriverCall, _ thread: Thread, _ error: CEError) -> CallResult {
        abandon(call, thread)
        return .failed(call.failure, error)
    }

    /// Hands the driver's result to the caller.
    func finish(_ call: DriverCall, _ thread: Thread, _ result: UInt32) -> CallResult {
        switch call.kind {
        case .ioControl(let work):
            let outcome: DriverWork.Outcome = result == 0 ? .failed : .succeeded
            observers.tell(.driverCalls, .driverReturned(work, outcome, thread))
            return end(call, failed: result == 0, result)
        case .transfer(let work, let isPrivileged):
            let failed = result == UInt32.max
            observers.tell(.driverCalls, .driverReturned(work, failed ? .failed : .succeeded, thread))
            if work.returned != 0 {
                let caller = view(of: thread, privileged: isPrivileged)
                do throws(GuestFault) { try caller.setWord(failed ? 0 : result, work.returned) } catch {
                    return .failed(0, .invalidParameter)
                }
            }
            return end(call, failed: failed, failed ? 0 : 1)
        case .seek: return end(call, failed: result == UInt32.max, result)
        case .close: return end(call, failed: false, 1)
        case .open(let request): return finishOpen(call, request, thread, result)
        }
    }

    private func finishOpen(
        _ call: DriverCall, _ request: DeviceOpenRequest, _ thread: Thread, _ context: UInt32
    ) -> CallResult {
        guard context != 0 else {
            // A driver that says nothing about its refusal gives ERROR_OPEN_FAILED.
            let said = CEError(rawValue: thread.lastError)
            return said == .generalFailure ? .failed(UInt32.max, .openFailed) : .failure(UInt32.max)
        }
        let open = DeviceOpen(
            device: request.device, access: request.access, context: context, owner: request.owner)
        let handle = objects.handles.add(.deviceOpen(open), owner: request.owner, site: site(ofCallOf: thread))
        return end(call, failed: false, handle)
    }

    /// The driver faulted, or was not called: it works for its caller no more.
    func abandon(_ call: DriverCall, _ thread: Thread) {
        switch call.kind {
        case .ioControl(let work), .transfer(let work, _):
            observers.tell(.driverCalls, .driverReturned(work, .abandoned, thread))
        case .open, .seek, .close: break
        }
    }

    /// The device manager sets ERROR_GEN_FAILURE before it calls a driver and puts the caller's code back on success: a
    /// driver that fails without SetLastError shows 31.
    private func end(_ call: DriverCall, failed: Bool, _ value: UInt32) -> CallResult {
        failed ? .failure(value) : .succeeded(value, call.savedError)
    }
}
