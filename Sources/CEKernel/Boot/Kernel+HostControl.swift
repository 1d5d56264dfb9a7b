import CEMemory
import GuestAddress
import Unicorn

extension Kernel {
    /// Opens the device for a step of the host.
    func begin(_ control: HostControl, _ thread: Thread) throws(CallStop) -> CallResult {
        let named = drivers.devices.device(named: control.device)
        guard let device = named ?? drivers.devices.all.first(where: { $0.activeKey == control.device }) else {
            boot.host?.answered(
                step: control.step, .noDevice(drivers.devices.all.compactMap { $0.legacyName ?? $0.deviceName }))
            return .value(0)
        }
        if case .power(let isUp) = control.stage { return try power(control, device, isUp: isUp, thread) }
        guard let open = device.methods.open else {
            boot.host?.answered(step: control.step, lacking("Open", of: device))
            return .value(0)
        }
        var control = control
        control.target = device
        thread.lastError = 0
        return try callMethod(
            device, thread, open, [device.context, OpenFile.genericRead | OpenFile.genericWrite, 0],
            then: .control(control))
    }

    /// XXX_PowerUp and XXX_PowerDown take what XXX_Init returned, and return nothing.
    private func power(
        _ control: HostControl, _ device: Device, isUp: Bool, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        guard let entry = isUp ? device.methods.powerUp : device.methods.powerDown else {
            boot.host?.answered(step: control.step, lacking(isUp ? "PowerUp" : "PowerDown", of: device))
            return .value(0)
        }
        return try callMethod(device, thread, entry, [device.context], then: .control(control))
    }

    /// A method that a step of the host called has returned.
    func finish(_ control: HostControl, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        switch control.stage {
        case .opening:
            guard result != 0, let device = control.target, let entry = device.methods.ioControl else {
                boot.host?.answered(
                    step: control.step,
                    result == 0 ? refusal(by: "Open", control, thread) : lacking("IOControl", of: control.target))
                return try continueBoot(thread)
            }
            return try self.control(control, device, entry, context: result, thread)
        case .controlling(let context, let block):
            let answer = result == 0 ? refusal(by: "IOControl", control, thread) : answer(in: block)
            boot.host?.answered(step: control.step, answer)
            freeKernelHeap(block.address)
            return try close(control, context, thread)
        case .power:
            boot.host?.answered(step: control.step, .succeeded(output: [], count: 0))
            return try continueBoot(thread)
        case .closing: return try continueBoot(thread)
        }
    }

    /// What a driver answers to a step that it refuses.
    private func refusal(by entry: String, _ control: HostControl, _ thread: Thread) -> HostControlResult {
        let device = control.target
        let name = device?.entryName(entry) ?? entry
        let image = device?.module.name ?? "the driver"
        let silent = thread.lastError == CEError.generalFailure.rawValue || thread.lastError == 0
        return .failed(
            error: thread.lastError,
            reason: "\(name) of \(image) returned \(entry == "Open" ? "0" : "FALSE")"
                + (silent ? " and set no error code" : ""))
    }

    private func lacking(_ entry: String, of device: Device?) -> HostControlResult {
        .failed(
            error: CEError.notSupported.rawValue,
            reason: "\(device?.module.name ?? "the driver") exports no \(device?.entryName(entry) ?? entry)")
    }

    /// A method that a step of the host called has faulted, or its process has ended.
    func fail(_ control: HostControl, _ thread: Thread, _ error: CEError) throws(CallStop) -> CallResult {
        switch control.stage {
        case .closing: break
        case .opening, .power, .controlling:
            if case .controlling(_, let block) = control.stage { freeKernelHeap(block.address) }
            boot.host?.answered(
                step: control.step,
                error == .invalidParameter
                    ? .faulted : .failed(error: error.rawValue, reason: "the process of the driver has ended"))
        }
        return try continueBoot(thread)
    }

    private func control(
        _ control: HostControl, _ device: Device, _ entry: UInt32, context: UInt32, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let inputSize = UInt32(clamping: control.input.count)
        let size = HostControlBlock(address: 0, inputSize: inputSize, outputSize: control.outputSize).size
        let block: HostControlBlock
        do throws(CEError) {
            block = HostControlBlock(
                address: try allocateKernelHeap(size, hostSite("host IOControl")), inputSize: inputSize,
                outputSize: control.outputSize)
        } catch {
            boot.host?.answered(
                step: control.step, .failed(error: error.rawValue, reason: "the kernel has no room for the buffers"))
            return try close(control, context, thread)
        }
        do throws(GuestFault) { try fill(block, control.input) } catch { throw .fault(error) }
        thread.lastError = CEError.generalFailure.rawValue
        var next = control
        next.stage = .controlling(context: context, block: block)
        return try callMethod(
            device, thread, entry,
            [context, control.code, block.input, inputSize, block.output, block.outputSize, block.address],
            [
                .init(argument: 2, address: block.input, size: inputSize, isInput: true, isOutput: false),
                .init(argument: 4, address: block.output, size: block.outputSize, isInput: true, isOutput: true),
                .init(argument: 6, address: block.address, size: 4, isInput: true, isOutput: true),
            ], then: .control(next))
    }

    private func fill(_ block: HostControlBlock, _ input: [UInt8]) throws(GuestFault) {
        let memory = view(of: processes.nk)
        try memory.setWord(0, block.address)
        if block.inputSize > 0 { try memory.write(input, block.input) }
        if block.outputSize > 0 {
            try memory.write([UInt8](repeating: 0, count: Int(block.outputSize)), block.output)
        }
    }

    private func answer(in block: HostControlBlock) -> HostControlResult {
        let memory = view(of: processes.nk)
        do throws(GuestFault) {
            let bytes = block.output == 0 ? [] : try memory.bytes(block.output, block.outputSize)
            return .succeeded(output: bytes, count: try memory.word(block.address))
        } catch { return .faulted }
    }

    private func close(_ control: HostControl, _ context: UInt32, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let device = control.target, let entry = device.methods.close else { return try continueBoot(thread) }
        var next = control
        next.stage = .closing
        return try callMethod(device, thread, entry, [context], then: .control(next))
    }
}
