package import CEMemory
import Unicorn

/// States of the system: what devices have in them, who is told, and sleep (documents ee497735, ms892149, ms923701).
extension Kernel {
    /// PBT_TRANSITION and PBT_RESUME.
    private static let transitionMessage: UInt32 = 1
    private static let resumeMessage: UInt32 = 2
    /// How long a call makes the system sleep: nobody presses a button.
    private static let sleepMilliseconds: UInt32 = 1000

    /// The states that the image's registry describes, or those of an image that describes none.
    private var systemPowerStates: [SystemPowerState] {
        let names = registry.subkeys(SystemPowerState.key)
        memory.physical.hostWork.look(at: names.count, each: 16)
        guard !names.isEmpty else { return SystemPowerState.standard.map(\.state) }
        return names.map { name in
            let flags: UInt32 =
                if case .dword(let value)? = registry.value(SystemPowerState.key + "\\" + name, "Flags") { value } else
                {
                    0
                }
            return SystemPowerState(name: name, flags: flags)
        }
    }

    /// The system's state.
    package var systemPowerState: SystemPowerState {
        drivers.power.state ?? systemPowerState(with: SystemPowerState.onFlag) ?? .on
    }

    /// The state of a name, or the first with flags.
    package func systemPowerState(named name: String) -> SystemPowerState? {
        systemPowerStates.first { $0.isNamed(name) }
    }

    package func systemPowerState(with flags: UInt32) -> SystemPowerState? {
        flags == 0 ? nil : systemPowerStates.first { $0.flags & flags == flags }
    }

    /// SetSystemPowerState: returns when devices have been told, and after a sleep.
    package func enter(_ state: SystemPowerState, _ thread: Thread) throws(CallStop) -> CallResult {
        try enter(
            state, SystemTransition(milliseconds: Self.sleepMilliseconds, isBoot: false), thread)
    }

    /// A step of the boot script: suspends the system and resumes it.
    func suspend(milliseconds: UInt32, _ thread: Thread) throws(CallStop) -> CallResult {
        let state = systemPowerStates.first(where: \.isSuspend) ?? .suspend
        return try enter(state, SystemTransition(milliseconds: milliseconds, isBoot: true), thread)
    }

    private func enter(
        _ state: SystemPowerState, _ transition: SystemTransition, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        drivers.power.state = state
        broadcast(Self.transitionMessage, state.flags, state.name)
        // Block devices go last, and come back first: others may need what they hold.
        let devices = drivers.power.devices
        memory.physical.hostWork.look(at: devices.count, each: 16)
        let isBlock = { (device: ManagedDevice) in device.classID == ClassID.block }
        let blocks = devices.filter(isBlock)
        let others = devices.filter { !isBlock($0) }
        return try updatePower(
            of: transition.hasSlept ? blocks + others : others + blocks, thread, then: .system(transition))
    }

    /// Devices have been told: the system sleeps now, or the change is over.
    func goOn(with transition: SystemTransition, _ thread: Thread) throws(CallStop) -> CallResult {
        guard systemPowerState.isSuspend, !transition.hasSlept else { return .value(0) }
        return try sleep(transition, thread)
    }

    /// The system has slept.
    func resumed(_ transition: SystemTransition, _ thread: Thread) throws(CallStop) -> CallResult {
        broadcast(Self.resumeMessage, 0, "")
        var transition = transition
        transition.hasSlept = true
        return try enter(systemPowerState(with: SystemPowerState.onFlag) ?? .on, transition, thread)
    }

    // MARK: Messages

    /// Has messages put into a queue.
    /// - Parameter messages: PBT_….
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    package func listenToPower(_ messages: UInt32, _ queue: MessageQueue) throws(CEError) -> PowerListener {
        let listener = PowerListener(messages: messages, queue: queue)
        guard drivers.power.add(listener) else { throw .notEnoughMemory }
        // The power manager is the queue's writer.
        open(MessageQueueEnd(queue: queue, isReader: false))
        return listener
    }

    package func stop(_ listener: PowerListener) {
        drivers.power.remove(listener)
        close(MessageQueueEnd(queue: listener.queue, isReader: false))
    }

    /// POWER_BROADCAST: message, flags, bytes of the name, and the name with its end. What a queue cannot take is
    /// dropped, and told.
    private func broadcast(_ message: UInt32, _ flags: UInt32, _ name: String) {
        let text = (Array(name.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let words: [UInt32] = [message, flags, UInt32(clamping: text.count - 2)]
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } } + text
        for listener in drivers.power.listeners where listener.messages & message != 0 {
            memory.physical.work &+= UInt64(bytes.count)
            if let reason = put(bytes, into: listener.queue) {
                output.writeLine("a message about the system's power is dropped: \(reason)")
            }
        }
    }
}
