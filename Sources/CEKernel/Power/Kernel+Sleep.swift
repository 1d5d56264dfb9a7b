import CEMemory
import Unicorn

/// Sleeping and waking (documents ms923701, ee483450): drivers in the kernel are told with interrupts off and
/// nobody else running, those in processes of their own by ordinary calls.
extension Kernel {
    /// Before every thread, and before the handlers of interrupts, which do not come.
    private static let powerPriority = -2

    /// Has the system sleep, and goes on with what comes after that.
    func sleep(_ transition: SystemTransition, _ thread: Thread) throws(CallStop) -> CallResult {
        thread.priority = Self.powerPriority
        return try goOn(with: PowerCycle(devices: drivers.devices.all.reversed(), transition: transition), thread)
    }

    /// Tells the next device.
    private func goOn(with cycle: PowerCycle, _ thread: Thread) throws(CallStop) -> CallResult {
        var cycle = cycle
        while !cycle.devices.isEmpty {
            let device = cycle.devices.removeFirst()
            let entry = cycle.isGoingDown ? device.methods.powerDown : device.methods.powerUp
            guard let entry, !device.isRemoved else { continue }
            interrupts.service.powerThread = device.isUserMode ? nil : thread
            return try callMethod(device, thread, entry, [device.context], then: .power(cycle))
        }
        guard cycle.isGoingDown else {
            interrupts.service.powerThread = nil
            thread.priority = thread.ownPriority
            return try resumed(cycle.transition, thread)
        }
        interrupts.service.powerThread = thread
        engine.advanceClock(by: board.clock.instructions(milliseconds: cycle.transition.milliseconds))
        cycle.isGoingDown = false
        cycle.devices = drivers.devices.all
        return try goOn(with: cycle, thread)
    }

    /// XXX_PowerDown or XXX_PowerUp has returned, or faulted.
    func finish(_ cycle: PowerCycle, _ thread: Thread) throws(CallStop) -> CallResult {
        let result = try goOn(with: cycle, thread)
        if case .pending = result { return .pending }
        return cycle.transition.isBoot ? try continueBoot(thread) : result
    }
}
