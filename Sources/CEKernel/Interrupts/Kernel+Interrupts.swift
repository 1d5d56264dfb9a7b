import CEDevices
import CEMemory
import Unicorn

/// Interrupts of devices as the kernel and its OAL deal with them: between two blocks of guest code.
extension Kernel {
    /// Calls the devices whose time has come, and takes the interrupts that the controller presents.
    func attendDevices() {
        let wiring = board.wiring
        if wiring.time.next <= engine.instructions { wiring.time.callDue() }
        while wiring.core.isHigh, let pending = wiring.wires.controller.pending { take(pending) }
    }

    /// The way of an interrupt through the core's exception and the OAL's handler, which masks its source.
    private func take(_ interrupt: PendingInterrupt) {
        board.wiring.wires.controller.acknowledge(interrupt.input)
        engine.advanceClock(by: VirtualClock.interruptCost)
        guard let sysintr = interrupts.sysintr(of: UInt32(clamping: interrupt.input)) else { return }
        setInterruptEvent(of: sysintr)
    }

    /// Sets the event of a SYSINTR value, as for an interrupt.
    package func setInterruptEvent(of sysintr: UInt32) {
        guard let event = interrupts.event(of: sysintr) else { return }
        event.isSignalled = true
        signal(event)
    }

    /// InterruptInitialize: binds an event, and has the OAL enable the IRQ.
    /// - Returns: false when the value is none or taken, or the event is bound elsewhere.
    package func initializeInterrupt(_ sysintr: UInt32, _ event: Event) -> Bool {
        guard interrupts.bind(event, to: sysintr) else { return false }
        if let input = input(of: sysintr) { board.wiring.wires.controller.enable(input) }
        return true
    }

    /// InterruptDone: the OAL unmasks the IRQ.
    package func finishInterrupt(_ sysintr: UInt32) {
        interrupts.setMasked(false, sysintr)
        guard interrupts.event(of: sysintr) != nil, let input = input(of: sysintr) else { return }
        board.wiring.wires.controller.finish(input)
    }

    /// InterruptMask.
    package func maskInterrupt(_ sysintr: UInt32, _ isMasked: Bool) {
        interrupts.setMasked(isMasked, sysintr)
        guard interrupts.event(of: sysintr) != nil, let input = input(of: sysintr) else { return }
        let controller = board.wiring.wires.controller
        if isMasked { controller.disable(input) } else { controller.enable(input) }
    }

    /// InterruptDisable.
    package func disableInterrupt(_ sysintr: UInt32) {
        guard interrupts.event(of: sysintr) != nil else { return }
        if let input = input(of: sysintr), !interrupts.sharesLine(sysintr) {
            board.wiring.wires.controller.disable(input)
        }
        interrupts.unbind(sysintr)
    }

    private func input(of sysintr: UInt32) -> Int? { interrupts.irq(of: sysintr).map { Int($0) } }
}
