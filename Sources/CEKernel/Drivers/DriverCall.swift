import CEMemory

/// A call into a driver's method on behalf of a caller: what becomes of the result.
struct DriverCall {
    enum Kind {
        /// XXX_Open: the context, or 0.
        case open(DeviceOpenRequest)
        /// XXX_IOControl: TRUE or FALSE, as the driver says.
        case ioControl(DriverWork)
        /// XXX_Read and XXX_Write: the driver returns the count; −1 is an error.
        case transfer(DriverWork, isPrivileged: Bool)
        case seek
        case close
    }

    let kind: Kind
    /// GetLastError before the call: a success leaves it as it was.
    let savedError: CEError
    /// What the caller gets when the driver faults.
    let failure: UInt32

    /// Lets the caller go on after a fault of the driver that nobody handled, or after the end of its process.
    /// - Parameter error: what the caller gets as error code.
    func fail(_ kernel: Kernel, _ thread: Thread, _ error: CEError) -> CallResult {
        abandon(kernel, thread)
        return .failed(failure, error)
    }

    /// Hands the driver's result to the caller.
    func finish(_ kernel: Kernel, _ thread: Thread, _ result: UInt32) -> CallResult {
        switch kind {
        case .ioControl(let work):
            let outcome: DriverWork.Outcome = result == 0 ? .failed : .succeeded
            kernel.observers.tell(.driverCalls, .driverReturned(work, outcome, thread))
            return end(failed: result == 0, result)
        case .transfer(let work, let isPrivileged):
            let failed = result == UInt32.max
            kernel.observers.tell(.driverCalls, .driverReturned(work, failed ? .failed : .succeeded, thread))
            if work.returned != 0 {
                let caller = kernel.view(of: thread, privileged: isPrivileged)
                do throws(GuestFault) { try caller.setWord(failed ? 0 : result, work.returned) } catch {
                    return .failed(0, .invalidParameter)
                }
            }
            return end(failed: failed, failed ? 0 : 1)
        case .seek: return end(failed: result == UInt32.max, result)
        case .close: return end(failed: false, 1)
        case .open(let request): return finishOpen(request, kernel, thread, result)
        }
    }

    private func finishOpen(
        _ request: DeviceOpenRequest, _ kernel: Kernel, _ thread: Thread, _ context: UInt32
    ) -> CallResult {
        guard context != 0 else {
            // A driver that says nothing about its refusal gives ERROR_OPEN_FAILED.
            let said = CEError(rawValue: thread.lastError)
            return said == .generalFailure ? .failed(UInt32.max, .openFailed) : .failure(UInt32.max)
        }
        let open = DeviceOpen(
            device: request.device, access: request.access, context: context, owner: request.owner)
        return end(failed: false, kernel.objects.handles.add(.deviceOpen(open), owner: request.owner))
    }

    /// The driver faulted: it works for its caller no more.
    private func abandon(_ kernel: Kernel, _ thread: Thread) {
        switch kind {
        case .ioControl(let work), .transfer(let work, _):
            kernel.observers.tell(.driverCalls, .driverReturned(work, .abandoned, thread))
        case .open, .seek, .close: break
        }
    }

    /// The device manager sets ERROR_GEN_FAILURE before it calls a driver and puts the caller's code back on success: a driver that
    /// fails without SetLastError shows 31.
    private func end(failed: Bool, _ value: UInt32) -> CallResult {
        failed ? .failure(value) : .succeeded(value, savedError)
    }
}

/// What CreateFile asked of a device.
struct DeviceOpenRequest {
    let device: Device
    let access: UInt32
    let owner: Process
}
