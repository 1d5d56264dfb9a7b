import CEKernel
import Diagnostics

extension Checker {
    static let interrupts = Checker(
        id: "CE0821", name: "interrupts", title: "an interrupt that is used wrongly",
        explanation:
            "The event of an interrupt belongs to one thread, which calls InterruptInitialize before it waits, waits "
            + "with WaitForSingleObject and nothing else, and calls InterruptDone before it waits again: until then "
            + "the OAL keeps the IRQ masked. A SYSINTR has one event. Installable ISRs, XXX_PowerDown and XXX_PowerUp "
            + "run with interrupts off and can make no call of the system. The source is to be quietened before "
            + "InterruptDone, or it comes again at once.",
        example: Example(
            bad: "WaitForSingleObject(event, INFINITE); Read(); WaitForSingleObject(event, INFINITE);",
            good: "WaitForSingleObject(event, INFINITE); Read(); Acknowledge(); InterruptDone(sysintr);"),
        isStandard: true,
        make: { InterruptChecker($0) })
}

/// Says what was done wrong about interrupts.
final class InterruptChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.interrupts, setup, .interruptMistakes) }

    override func observe(_ event: MachineEvent) {
        guard case .interruptMisused(let mistake, let thread) = event else { return }
        let place = thread.map { kernel.namedPlace(kernel.place(of: $0), $0, isReturn: true) } ?? "interrupt"
        let (severity, message, hint) = text(of: mistake)
        emit(
            severity, process: (thread?.current ?? kernel.processes.nk).name, place: place, message, hint: hint)
    }

    private func text(of mistake: InterruptMistake) -> (Severity, String, String) {
        switch mistake {
        case .waitedBefore, .taken, .eventTaken, .waitedAmongOthers, .secondWaiter, .notDone:
            return (.error, Self.binding(mistake), Self.remedy(mistake))
        case .notRequested(let value, let device):
            return (
                .warning,
                "SYSINTR \(value) stands for no IRQ: nobody has asked for it"
                    + (device.map { "; \(value) is the IRQ of \($0)" } ?? ""),
                "KernelIoControl(IOCTL_HAL_REQUEST_SYSINTR) makes a SYSINTR of an IRQ"
            )
        case .staysSet(let value):
            return (
                .warning, "InterruptInitialize of SYSINTR \(value) with a manual-reset event, which stays set",
                "CreateEvent(NULL, FALSE, FALSE, NULL) makes one that a wait resets"
            )
        case .storm(let irq, let count):
            return (
                .error,
                "\(kernel.interruptSource(irq)) came more than \(count) times within a millisecond, and stays "
                    + "masked now",
                "the thread, or the ISR, has to quieten the source before InterruptDone, or before it returns"
            )
        case .unclaimed(let irq):
            return (
                .warning,
                "nobody takes \(kernel.interruptSource(irq)): no ISR of its chain, and no SYSINTR with an event; it "
                    + "stays masked",
                "request a SYSINTR for it and call InterruptInitialize, or quieten the source first"
            )
        case .foreignValue(let irq, let value):
            return (
                .error, "an ISR of IRQ \(irq) has returned \(value), which does not stand for that IRQ",
                "InterruptDone of that value will not unmask the IRQ: return the SYSINTR that was requested for it"
            )
        case .handlerFaulted(let irq):
            return (.error, "an ISR of IRQ \(irq) has faulted", "a board stops there")
        case .forbiddenCall(let name, let inPowerHandler):
            let place = inPowerHandler ? "XXX_PowerDown or XXX_PowerUp" : "an ISR"
            return (
                .error, "\(name) in \(place), which runs with interrupts off: the call was not made",
                "set an event (SetInterruptEvent in a power handler), and have a thread do it"
            )
        }
    }

    private static func binding(_ mistake: InterruptMistake) -> String {
        switch mistake {
        case .waitedBefore(let value): "InterruptInitialize of SYSINTR \(value) with an event that is waited for"
        case .taken(let value): "InterruptInitialize of SYSINTR \(value), which has an event"
        case .eventTaken(let value, let other):
            "InterruptInitialize of SYSINTR \(value) with the event of SYSINTR \(other)"
        case .waitedAmongOthers(let value): "WaitForMultipleObjects with the event of SYSINTR \(value)"
        case .secondWaiter(let value): "a second thread waits for the event of SYSINTR \(value)"
        case .notDone(let value, let irq):
            "the thread waits for SYSINTR \(value) again without InterruptDone: IRQ \(irq) is masked"
        default: ""
        }
    }

    private static func remedy(_ mistake: InterruptMistake) -> String {
        switch mistake {
        case .waitedBefore: "the thread may wait once InterruptInitialize has succeeded"
        case .taken, .eventTaken: "InterruptDisable comes first; each SYSINTR has an event of its own"
        case .waitedAmongOthers, .secondWaiter: "one thread waits for it with WaitForSingleObject; it may set others"
        default: "InterruptDone unmasks the IRQ"
        }
    }
}
