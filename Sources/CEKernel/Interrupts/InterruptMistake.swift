/// What was done wrong about an interrupt, or in code that runs with interrupts off.
package enum InterruptMistake {
    /// InterruptInitialize of an event on which somebody waits already.
    case waitedBefore(sysintr: UInt32)
    /// InterruptInitialize of a value that has an event.
    case taken(sysintr: UInt32)
    /// InterruptInitialize of an event that another value sets.
    case eventTaken(sysintr: UInt32, by: UInt32)
    /// InterruptInitialize of a value that stands for no IRQ.
    /// - Parameter device: the one whose IRQ has the number of the value.
    case notRequested(sysintr: UInt32, device: String?)
    /// InterruptInitialize with an event that stays set.
    case staysSet(sysintr: UInt32)
    /// WaitForMultipleObjects on the event of an interrupt.
    case waitedAmongOthers(sysintr: UInt32)
    /// A second thread waits for the event of an interrupt.
    case secondWaiter(sysintr: UInt32)
    /// The thread waits for the next interrupt without InterruptDone.
    case notDone(sysintr: UInt32, irq: UInt32)
    /// The same interrupt came again and again.
    case storm(irq: UInt32, count: Int)
    /// No installable ISR wanted it, and no driver has the IRQ's value.
    case unclaimed(irq: UInt32)
    /// An installable ISR has returned a value that does not stand for its IRQ.
    case foreignValue(irq: UInt32, returned: UInt32)
    /// An installable ISR has faulted.
    case handlerFaulted(irq: UInt32)
    /// A call that code with interrupts off may not make, which was not made.
    case forbiddenCall(name: String, inPowerHandler: Bool)
}
