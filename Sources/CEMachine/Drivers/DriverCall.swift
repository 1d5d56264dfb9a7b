/// A call into a driver's method on behalf of a caller: what becomes of the result.
struct DriverCall {
    enum Kind {
        /// XXX_Open: the context, or 0.
        case open(DeviceOpenRequest)
        /// XXX_IOControl: TRUE or FALSE, as the driver says.
        case ioControl(output: UInt32, size: UInt32, returned: UInt32, device: Device)
        /// XXX_Read and XXX_Write: the count goes to `countPointer`; −1 is an error.
        case transfer(buffer: UInt32, size: UInt32, countPointer: UInt32, isPrivileged: Bool)
        case seek
        case close
    }

    let kind: Kind
    /// The position of the call in the call table, for the trace.
    let callIndex: Int
    /// GetLastError before the call: a success leaves it as it was.
    let savedError: UInt32
    /// What the caller gets when the driver faults.
    let failure: UInt32

    /// Lets the caller go on after a fault of the driver that nobody handled, or after the end of its process.
    /// - Parameter error: what the caller gets as error code.
    func recover(_ kernel: Kernel, _ thread: Thread, _ error: CEError = .invalidParameter) -> CallResult {
        thread.lastError = error.rawValue
        kernel.calls.ended(callIndex, failed: true, value: failure)
        abandon(kernel, thread)
        return .failure(failure)
    }

    /// Hands the driver's result to the caller.
    func finish(_ kernel: Kernel, _ thread: Thread, _ result: UInt32) -> CallResult {
        switch kind {
        case .ioControl(let output, let size, let returned, let device):
            kernel.endOutput(output, size, returned: returned, succeeded: result != 0, thread)
            if !device.isUserMode {
                let given = kernel.endPointers(thread)
                let driver = "\(device.module.name) in XXX_IOControl"
                kernel.checkOutput(output, size, of: driver, before: given?.output ?? [], thread)
                if result != 0 { kernel.noteAnnouncedSizes(in: output, size, by: driver, thread) }
            }
            return end(kernel, thread, failed: result == 0, value: result)
        case .transfer(let buffer, let size, let pointer, let isPrivileged):
            kernel.endOutput(buffer, size, returned: 0, succeeded: false, thread)
            kernel.endPointers(thread)
            let failed = result == UInt32.max
            if pointer != 0 {
                let caller = kernel.view(of: thread, privileged: isPrivileged)
                do throws(GuestFault) { try caller.setWord(failed ? 0 : result, pointer) } catch {
                    thread.lastError = CEError.invalidParameter.rawValue
                    return end(kernel, thread, failed: true, value: 0)
                }
            }
            return end(kernel, thread, failed: failed, value: failed ? 0 : 1)
        case .seek: return end(kernel, thread, failed: result == UInt32.max, value: result)
        case .close: return end(kernel, thread, failed: false, value: 1)
        case .open(let request):
            guard result != 0 else {
                // A driver that says nothing about its refusal gives ERROR_OPEN_FAILED.
                if thread.lastError == CEError.generalFailure.rawValue {
                    thread.lastError = CEError.openFailed.rawValue
                }
                return end(kernel, thread, failed: true, value: UInt32.max)
            }
            let open = DeviceOpen(
                device: request.device, access: request.access, context: result, owner: request.owner)
            let handle = kernel.handles.add(.deviceOpen(open), owner: request.owner)
            return end(kernel, thread, failed: false, value: handle)
        }
    }

    /// The driver faulted: it works for its caller no more.
    private func abandon(_ kernel: Kernel, _ thread: Thread) {
        switch kind {
        case .ioControl(let output, let size, _, _), .transfer(let output, let size, _, _):
            kernel.endOutput(output, size, returned: 0, succeeded: false, thread)
            kernel.endPointers(thread)
        case .open, .seek, .close: break
        }
    }

    /// The device manager sets ERROR_GEN_FAILURE before it calls a driver and puts the caller's code back on success: a driver that
    /// fails without SetLastError shows 31.
    private func end(_ kernel: Kernel, _ thread: Thread, failed: Bool, value: UInt32) -> CallResult {
        if !failed { thread.lastError = savedError }
        kernel.calls.ended(callIndex, failed: failed, value: value)
        return failed ? .failure(value) : .value(value)
    }
}

/// What CreateFile asked of a device.
struct DeviceOpenRequest {
    let device: Device
    let access: UInt32
    let owner: Process
}
