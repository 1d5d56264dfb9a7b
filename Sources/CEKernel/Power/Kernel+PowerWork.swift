import CEMemory
import GuestAddress
import Unicorn

/// How drivers are told of power: XXX_Open once, then XXX_IOControl, on the thread whose call it is for.
extension Kernel {
    /// POWER_CAP_PARENT.
    private static let parentFlag: UInt32 = 1

    /// A thread of the power manager's begins: devices that are new are opened, others switched.
    func beginPowerThread(_ devices: [ManagedDevice], _ thread: Thread) throws(CallStop) -> CallResult {
        let work = PowerWork(devices, thread, then: .thread)
        guard let device = devices.first, device.context == 0 else { return try goOn(with: work, thread) }
        return try meet(device, work, thread)
    }

    /// Opens a device that has come, and asks what it can.
    private func meet(_ device: ManagedDevice, _ work: PowerWork, _ thread: Thread) throws(CallStop) -> CallResult {
        var work = work
        work.devices = []
        work.device = device
        guard let entry = device.device.methods.open, !device.device.isRemoved else {
            return try ended(work, thread)
        }
        return try callMethod(
            device.device, thread, entry,
            [device.device.context, OpenFile.genericRead | OpenFile.genericWrite, 3], then: .powerWork(work))
    }

    /// RegisterPowerRelationship: a child whose requests go to its parent.
    /// - Parameter states: DeviceDx of what the parent says; nil asks it by IOCTL_POWER_CAPABILITIES.
    package func addChild(
        _ name: String, of parent: ManagedDevice, states: UInt8?, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let (classID, name) = Self.powerName(name)
        guard drivers.power.device(classID, name) == nil else { throw .error(.fileExists) }
        let child = ManagedDevice(classID: classID, name: name, device: parent.device, parent: parent)
        child.context = parent.context
        var work = PowerWork([], thread, then: .relationship(owner: thread.current))
        work.device = child
        guard let states else {
            return try ask(
                PowerWork.Step.asking, PowerControlCode.capabilities, size: PowerBlock.capabilitiesSize, work, thread)
        }
        return try accept(child, states: states, flags: 0, work, thread)
    }

    /// GetDevicePower with POWER_FORCE: the driver is asked.
    package func askPower(
        of device: ManagedDevice, pointer: UInt32, isPrivileged: Bool, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        var work = PowerWork([], thread, then: .answer(pointer: pointer, isPrivileged: isPrivileged))
        work.device = device
        return try ask(PowerWork.Step.getting, PowerControlCode.get, size: 4, work, thread)
    }

    /// Switches the next device that is to have another state.
    func goOn(with work: PowerWork, _ thread: Thread) throws(CallStop) -> CallResult {
        var work = work
        while let device = work.devices.popFirst() {
            guard !device.device.isRemoved else { continue }
            let wanted = wantedPower(device)
            guard wanted != device.current else { continue }
            work.device = device
            return try ask(
                { .setting(wanted, block: $0) }, PowerControlCode.set, size: 4,
                word: wanted.mapped(to: device.states).rawValue, work, thread)
        }
        return try ended(work, thread)
    }

    /// Calls XXX_IOControl of the device in hand.
    /// - Parameters:
    ///   - size: of what the driver answers.
    ///   - word: what stands there before.
    private func ask(
        _ step: (UInt32) -> PowerWork.Step, _ code: UInt32, size: UInt32, word: UInt32 = 0, _ work: PowerWork,
        _ thread: Thread
    ) throws(CallStop) -> CallResult {
        var work = work
        guard let device = work.device, let entry = device.device.methods.ioControl, !device.device.isRemoved else {
            return try refused(work, thread)
        }
        let block: UInt32
        do throws(CEError) {
            let room = PowerBlock.size(for: device)
            block = try allocateKernelHeap(room, hostSite("power manager"))
            let view = view(of: processes.nk)
            let relationship = PowerBlock.relationshipBytes(of: device, at: block)
            do throws(GuestFault) {
                try view.fill(block, count: PowerBlock.relationship, with: 0)
                try view.setWord(word, block &+ PowerBlock.answer)
                try view.write(relationship, block &+ PowerBlock.relationship)
            } catch { throw .notEnoughMemory }
        } catch {
            work.error = work.error ?? error
            return try refused(work, thread)
        }
        let input = device.parent == nil ? 0 : block &+ PowerBlock.relationship
        let inputSize = device.parent == nil ? 0 : PowerBlock.relationshipSize
        let answer = size == 0 ? 0 : block &+ PowerBlock.answer
        thread.lastError = CEError.generalFailure.rawValue
        work.step = step(block)
        return try callMethod(
            device.device, thread, entry, [device.context, code, input, inputSize, answer, size, block],
            [
                .init(argument: 2, address: input, size: inputSize, isInput: true, isOutput: false),
                .init(argument: 4, address: answer, size: size, isInput: true, isOutput: true),
                .init(argument: 6, address: block, size: 4, isInput: true, isOutput: true),
            ], then: .powerWork(work))
    }

    /// A method has returned, or could not: then the result is 0.
    func finish(_ work: PowerWork, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        let isBoot = if case .system(let transition) = work.end { transition.isBoot } else { false }
        let answer = try advance(work, thread, result)
        if case .pending = answer { return .pending }
        return isBoot ? try continueBoot(thread) : answer
    }

    private func advance(_ work: PowerWork, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        guard let device = work.device else { return try goOn(with: work, thread) }
        switch work.step {
        case .opening:
            guard result != 0 else { return try refused(work, thread) }
            device.context = result
            return try ask(
                PowerWork.Step.asking, PowerControlCode.capabilities, size: PowerBlock.capabilitiesSize, work, thread)
        case .asking(let block):
            let words = take(block)
            guard result != 0 else { return try refused(work, thread) }
            return try accept(
                device, states: UInt8(truncatingIfNeeded: words.first ?? 1), flags: words.last ?? 0, work, thread)
        case .registering(let block):
            _ = take(block)
            return try switchOn(work, thread)
        case .setting(let state, let block):
            _ = take(block)
            guard result != 0 else { return try refused(work, thread) }
            device.current = state
            return try goOn(with: work, thread)
        case .getting(let block):
            let words = take(block)
            guard result != 0 else { return try refused(work, thread) }
            return answered(words.first ?? 0, work, thread)
        }
    }

    /// What a driver answered, POWER_CAPABILITIES or the state; the block is freed.
    private func take(_ block: UInt32) -> [UInt32] {
        defer { freeKernelHeap(block) }
        let view = view(of: processes.nk)
        do throws(GuestFault) {
            let bytes = try view.bytes(block &+ PowerBlock.answer, PowerBlock.capabilitiesSize)
            return stride(from: 0, to: bytes.count, by: 4).map { start in
                (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32($1 * 8) }
            }
        } catch { return [] }
    }

    /// A device is managed from now on.
    private func accept(
        _ device: ManagedDevice, states: UInt8, flags: UInt32, _ work: PowerWork, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        guard !device.device.isRemoved, drivers.power.device(device.classID, device.name) == nil,
            drivers.power.add(device)
        else { return try refused(work, thread) }
        device.states = states | 1
        guard flags & Self.parentFlag != 0, device.parent == nil else { return try switchOn(work, thread) }
        return try ask(PowerWork.Step.registering, PowerControlCode.registerRelationship, size: 0, work, thread)
    }

    /// The first state of a device that has come.
    private func switchOn(_ work: PowerWork, _ thread: Thread) throws(CallStop) -> CallResult {
        var work = work
        work.devices = WorkList(work.device.map { [$0] } ?? [])
        return try goOn(with: work, thread)
    }
}
