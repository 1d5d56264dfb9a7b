/// What came of an XXX_IOControl that the host asked for.
public enum HostControlResult: Hashable, Sendable {
    /// The driver answered TRUE: the bytes of the output buffer, and what it wrote to the count.
    case succeeded(output: [UInt8], count: UInt32)
    /// The driver answered FALSE, or XXX_Open refused: GetLastError.
    case failed(error: UInt32)
    /// The driver faulted and nobody handled it.
    case faulted
    /// No driver has that name; the names there are.
    case noDevice([String])
}

/// Steps of a story that the host tells: each begins when the one before is done, after the drivers and processes asked for
/// before.
extension Machine {
    /// Lets virtual time pass while the guests run.
    public func addPause(milliseconds: UInt32) {
        kernel.boot.add { kernel, thread throws(CallStop) in
            kernel.pauseBoot(thread, milliseconds: milliseconds) { kernel, thread throws(CallStop) in
                try kernel.continueBoot(thread)
            }
        }
    }

    /// Waits until something is so, looking at it every millisecond of virtual time.
    /// - Parameters:
    ///   - milliseconds: how long.
    ///   - condition: must depend on the machine alone, or runs are not the same any more.
    ///   - end: gets whether it came to be so.
    public func addWait(
        milliseconds: UInt32, until condition: @escaping () -> Bool, then end: @escaping (Bool) -> Void
    ) {
        kernel.boot.add { kernel, thread throws(CallStop) in
            try kernel.pollBoot(thread, milliseconds: milliseconds, condition, end)
        }
    }

    /// Does something on the host between two steps.
    public func addAction(_ body: @escaping () -> Void) {
        kernel.boot.add { _, _ throws(CallStop) in
            body()
            return .value(0)
        }
    }

    /// Ends the processes of a name with exit code 1.
    /// - Returns: whether there was one. To be called between steps only.
    public func terminateProcesses(named name: String) -> Bool {
        let found = kernel.processes.filter {
            !$0.isKernel && $0.isAlive && $0.name.lowercased() == name.lowercased()
        }
        for process in found { kernel.kill(process, exitCode: 1) }
        return !found.isEmpty
    }

    /// Opens a device as code in the kernel would, calls XXX_IOControl and closes it again.
    /// - Parameters:
    ///   - device: `SMD1:` or `\$device\SMD1`.
    ///   - input: copied to the kernel's heap.
    ///   - outputSize: bytes, at most 1 MB.
    ///   - end: gets the result.
    public func addIOControl(
        device: String, code: UInt32, input: [UInt8], outputSize: Int, then end: @escaping (HostControlResult) -> Void
    ) {
        let request = HostControl(
            device: device, code: code, input: input, outputSize: UInt32(clamping: min(max(0, outputSize), 1 << 20)),
            end: end)
        kernel.boot.add { kernel, thread throws(CallStop) in try kernel.begin(request, thread) }
    }
}

/// An XXX_IOControl that the host asks for.
struct HostControl {
    let device: String
    let code: UInt32
    let input: [UInt8]
    let outputSize: UInt32
    let end: (HostControlResult) -> Void
}

extension Kernel {
    typealias BootBody = (Kernel, Thread) throws(CallStop) -> CallResult

    /// Makes the boot thread sleep and then go on with `body`.
    func pauseBoot(_ thread: Thread, milliseconds: UInt32, then body: @escaping BootBody) -> CallResult {
        // The longest sleep below INFINITE.
        wait(thread, on: [], milliseconds: min(max(1, milliseconds), Self.infinite - 1)) { _, thread, _ in
            thread.pendingStart = body
            return .pending
        }
    }

    func pollBoot(
        _ thread: Thread, milliseconds: UInt32, _ condition: @escaping () -> Bool, _ end: @escaping (Bool) -> Void
    ) throws(CallStop) -> CallResult {
        // Asked once each time: a condition may note how far it has looked.
        let isMet = condition()
        if isMet || milliseconds == 0 {
            end(isMet)
            return try continueBoot(thread)
        }
        return pauseBoot(thread, milliseconds: 1) { kernel, thread throws(CallStop) in
            try kernel.pollBoot(thread, milliseconds: milliseconds - 1, condition, end)
        }
    }

    func begin(_ request: HostControl, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let device = devices.device(named: request.device) else {
            request.end(.noDevice(devices.devices.compactMap { $0.legacyName ?? $0.deviceName }))
            return .value(0)
        }
        guard let open = device.methods.open else {
            request.end(.failed(error: CEError.notSupported.rawValue))
            return .value(0)
        }
        thread.lastError = 0
        return try callMethod(
            device, thread, open, [device.context, Self.genericRead | Self.genericWrite, 0],
            failed: { kernel, thread, error throws(CallStop) in
                try Self.failed(request, error)(kernel, thread)
            },
            then: { kernel, thread, context throws(CallStop) in
                guard context != 0, let entry = device.methods.ioControl else {
                    request.end(.failed(error: context == 0 ? thread.lastError : CEError.notSupported.rawValue))
                    return try kernel.continueBoot(thread)
                }
                return try kernel.control(request, device, entry, context, thread)
            })
    }

    private static func failed(_ request: HostControl, _ error: CEError) -> BootBody {
        { kernel, thread throws(CallStop) in
            request.end(error == .invalidParameter ? .faulted : .failed(error: error.rawValue))
            return try kernel.continueBoot(thread)
        }
    }

    private func control(
        _ request: HostControl, _ device: Device, _ entry: UInt32, _ context: UInt32, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let memory = view(of: nk)
        // Count, input, output in one block; NULL for a buffer of no bytes, as a caller would pass it.
        let inputSize = UInt32(clamping: request.input.count)
        let inputRoom = (inputSize &+ 7) & ~7
        let block: UInt32
        do throws(CEError) {
            block = try allocateKernelHeap(8 &+ inputRoom &+ request.outputSize, hostSite("host IOControl"))
        } catch {
            request.end(.failed(error: error.rawValue))
            return try close(device, context, thread)
        }
        let input = inputSize == 0 ? 0 : block &+ 8
        let output = request.outputSize == 0 ? 0 : block &+ 8 &+ inputRoom
        do throws(GuestFault) {
            try memory.setWord(0, block)
            if inputSize > 0 { try memory.write(request.input, input) }
            if request.outputSize > 0 {
                try memory.write([UInt8](repeating: 0, count: Int(request.outputSize)), output)
            }
        } catch { throw .fault(error) }
        thread.lastError = CEError.generalFailure.rawValue
        return try callMethod(
            device, thread, entry, [context, request.code, input, inputSize, output, request.outputSize, block],
            [
                .init(argument: 2, address: input, size: inputSize, isInput: true, isOutput: false),
                .init(argument: 4, address: output, size: request.outputSize, isInput: true, isOutput: true),
                .init(argument: 6, address: block, size: 4, isInput: true, isOutput: true),
            ],
            failed: { kernel, thread, error throws(CallStop) in
                kernel.freeKernelHeap(block)
                return try Self.failed(request, error)(kernel, thread)
            },
            then: { kernel, thread, result throws(CallStop) in
                if result == 0 {
                    request.end(.failed(error: thread.lastError))
                } else {
                    let memory = kernel.view(of: kernel.nk)
                    do throws(GuestFault) {
                        let bytes = output == 0 ? [] : try memory.bytes(output, request.outputSize)
                        request.end(.succeeded(output: bytes, count: try memory.word(block)))
                    } catch { request.end(.faulted) }
                }
                kernel.freeKernelHeap(block)
                return try kernel.close(device, context, thread)
            })
    }

    private func close(_ device: Device, _ context: UInt32, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let entry = device.methods.close else { return try continueBoot(thread) }
        return try callMethod(
            device, thread, entry, [context],
            failed: { kernel, thread, _ throws(CallStop) in try kernel.continueBoot(thread) },
            then: { kernel, thread, _ throws(CallStop) in try kernel.continueBoot(thread) })
    }
}
