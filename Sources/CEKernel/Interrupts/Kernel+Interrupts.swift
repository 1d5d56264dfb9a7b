import CEDevices
import CEMemory
import Unicorn

/// Interrupts of devices as the kernel and its OAL deal with them: between two blocks of guest code.
extension Kernel {
    /// Calls the devices whose time has come, and takes the interrupts that the controller presents.
    func attendDevices() {
        let wiring = board.wiring
        if wiring.time.next <= engine.instructions { wiring.time.callDue() }
        while wiring.core.isHigh, let pending = wiring.wires.controller.pending,
            interrupts.service.allows(pending.priority)
        { take(pending) }
    }

    /// The way of an interrupt through the core's exception and the OAL's handler, which masks its source.
    private func take(_ interrupt: PendingInterrupt) {
        let irq = UInt32(clamping: interrupt.input)
        let came = engine.instructions
        let controller = board.wiring.wires.controller
        controller.acknowledge(interrupt.input)
        engine.advanceClock(by: VirtualClock.interruptCost)
        observers.tell(.interrupts, .interruptCame(irq: irq))
        let millisecond = board.clock.instructionsPerMillisecond
        if interrupts.rates[irq, default: InterruptRate()].exceeds(at: came, millisecond: millisecond) {
            // The source stays masked until somebody initializes the interrupt anew.
            controller.disable(interrupt.input)
            let server = interrupts.server(of: irq).flatMap { id in scheduler.threads.first { $0.id == id } }
            return tellMistake(.storm(irq: irq, count: InterruptRate.most), of: server)
        }
        let handlers = interrupts.service.chain(of: irq)
        if handlers.isEmpty {
            deliver(interrupts.sysintr(of: irq), irq, came: came)
        } else {
            begin(
                InterruptService.Call(irq: irq, priority: interrupt.priority, handlers: handlers, came: came))
        }
    }

    /// Sets the event of the value that an interrupt has become.
    func deliver(_ sysintr: UInt32?, _ irq: UInt32, came: UInt64) {
        guard let sysintr, let event = interrupts.event(of: sysintr) else {
            return tellMistake(.unclaimed(irq: irq), of: nil)
        }
        interrupts.came(sysintr, at: came)
        event.waiters.nextThread?.activity.wakes(by: came)
        setInterruptEvent(of: sysintr)
    }

    /// Sets the event of a SYSINTR value, as for an interrupt.
    package func setInterruptEvent(of sysintr: UInt32) {
        guard let event = interrupts.event(of: sysintr) else { return }
        event.isSignalled = true
        signal(event)
    }

    /// InterruptInitialize: binds an event, and has the OAL enable the IRQ.
    /// - Returns: false when the value is none or taken, or the event is bound or waited for.
    package func initializeInterrupt(_ sysintr: UInt32, _ event: Event, by thread: Thread) -> Bool {
        guard InterruptTable.range.contains(sysintr) else {
            noteUnbindable(sysintr, nil)
            return false
        }
        if event.waiters.next != nil {
            tellMistake(.waitedBefore(sysintr: sysintr), of: thread)
            noteRule(
                "waited-before", "a thread waits for the event already: InterruptInitialize comes before the first wait"
            )
            return false
        }
        if interrupts.event(of: sysintr) != nil { tellMistake(.taken(sysintr: sysintr), of: thread) }
        if let other = event.sysintr, other != sysintr {
            tellMistake(.eventTaken(sysintr: sysintr, by: other), of: thread)
        }
        let earlier = event.sysintr
        guard interrupts.bind(event, to: sysintr) else {
            noteUnbindable(sysintr, earlier)
            return false
        }
        if event.isManual { tellMistake(.staysSet(sysintr: sysintr), of: thread) }
        if let irq = interrupts.irq(of: sysintr) {
            interrupts.rates[irq] = nil
            board.wiring.wires.controller.enable(Int(irq))
        } else {
            let device = board.wiring.wires.device(at: Int(sysintr))
            tellMistake(.notRequested(sysintr: sysintr, device: device), of: thread)
        }
        return true
    }

    /// Keeps why a value and an event cannot be bound.
    private func noteUnbindable(_ sysintr: UInt32, _ earlier: UInt32?) {
        let range = InterruptTable.range
        if !range.contains(sysintr) {
            noteRule(
                "sysintr",
                "SYSINTR \(sysintr) is not from \(range.lowerBound) (SYSINTR_DEVICES) to \(range.upperBound): "
                    + "KernelIoControl with IOCTL_HAL_REQUEST_SYSINTR gives the one of an IRQ")
        } else if interrupts.event(of: sysintr) != nil {
            noteRule("bound", "SYSINTR \(sysintr) has an event already: InterruptDisable frees it")
        } else if let earlier {
            noteRule(
                "bound", "the event is bound to SYSINTR \(earlier) already: each SYSINTR takes an event of its own")
        }
    }

    /// InterruptDone: the OAL unmasks the IRQ.
    package func finishInterrupt(_ sysintr: UInt32) {
        guard interrupts.event(of: sysintr) != nil else { return }
        interrupts.answered(sysintr)
        guard let irq = interrupts.irq(of: sysintr) else { return }
        observers.tell(.interrupts, .interruptDone(irq: irq))
        board.wiring.wires.controller.finish(Int(irq))
    }

    /// InterruptMask.
    package func maskInterrupt(_ sysintr: UInt32, _ isMasked: Bool) {
        guard interrupts.event(of: sysintr) != nil, let irq = interrupts.irq(of: sysintr) else { return }
        let controller = board.wiring.wires.controller
        if isMasked { controller.disable(Int(irq)) } else { controller.enable(Int(irq)) }
    }

    /// InterruptDisable.
    package func disableInterrupt(_ sysintr: UInt32) {
        guard interrupts.event(of: sysintr) != nil else { return }
        if let irq = interrupts.irq(of: sysintr), !interrupts.sharesLine(sysintr) {
            board.wiring.wires.controller.disable(Int(irq))
        }
        interrupts.unbind(sysintr)
    }

    /// A thread begins to wait for the event of an interrupt (documents ee482998, ee488762): alone, and after
    /// InterruptDone.
    /// - Parameter count: how many objects it waits for.
    /// - Returns: whether it may wait.
    package func beginInterruptWait(_ event: Event, _ sysintr: UInt32, among count: UInt32, _ thread: Thread) -> Bool {
        guard count == 1 else {
            tellMistake(.waitedAmongOthers(sysintr: sysintr), of: thread)
            return false
        }
        guard event.waiters.next == nil else {
            tellMistake(.secondWaiter(sysintr: sysintr), of: thread)
            return false
        }
        interrupts.serves(sysintr, thread.id)
        guard let came = interrupts.unanswered(sysintr), let irq = interrupts.irq(of: sysintr) else { return true }
        if event.isSignalled {
            // It came while the thread was busy.
            thread.activity.wakes(by: came)
            thread.activity.resumes(at: engine.instructions)
        } else {
            tellMistake(.notDone(sysintr: sysintr, irq: irq), of: thread)
        }
        return true
    }

    /// `IRQ 60 (adc0)`, with the devices of the board that use it.
    package func interruptSource(_ irq: UInt32) -> String {
        let names = board.wiring.sources(of: Int(irq))
        return "IRQ \(irq)" + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))")
    }

    /// - Parameter thread: whose code it is; nil for the machine itself.
    func tellMistake(_ mistake: InterruptMistake, of thread: Thread?) {
        observers.tell(.interruptMistakes, .interruptMisused(mistake, thread))
    }
}
