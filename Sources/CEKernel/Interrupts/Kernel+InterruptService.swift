import CEDevices
import CEMemory
import Unicorn

/// Calling installable ISRs (documents ee478824, ms904914): guest code on a stack of its own, in the kernel's address
/// space, before every thread.
extension Kernel {
    /// SYSINTR_NOP: there is nothing to do.
    private static let nothing: UInt32 = 0
    /// SYSINTR_CHAIN: not mine, ask the next.
    private static let chain: UInt32 = 3
    /// Before every thread's priority.
    private static let servicePriority = -1

    /// Asks the handlers of an interrupt, on top of those that it interrupts.
    func begin(_ call: InterruptService.Call) {
        guard let thread = serviceThread() else {
            return deliver(interrupts.sysintr(of: call.irq), call.irq, came: call.came)
        }
        interrupts.service.calls.append(call)
        askNext(thread)
    }

    private func serviceThread() -> Thread? {
        if let thread = interrupts.service.thread, thread.exitCode == nil { return thread }
        let thread = Thread(id: processes.makeID(), owner: processes.nk)
        do throws(CEError) { try giveStack(thread, size: 0) } catch { return nil }
        thread.priority = Self.servicePriority
        adopt(thread)
        rest(thread)
        interrupts.service.thread = thread
        return thread
    }

    /// The thread of the handlers has nothing to do until the next interrupt.
    private func rest(_ thread: Thread) {
        scheduler.suspend(thread)
        thread.state = .waiting(deadline: nil)
    }

    /// Calls the next handler of the innermost interrupt; the thread goes on behind it where it was.
    private func askNext(_ thread: Thread) {
        guard var call = interrupts.service.calls.last, !call.handlers.isEmpty else {
            return settle(Self.chain, thread)
        }
        let handler = call.handlers.removeFirst()
        interrupts.service.calls[interrupts.service.calls.count - 1] = call
        thread.resume = thread.registers
        do throws(CallStop) {
            _ = try callGuest(
                thread, handler.function, [handler.instance], in: processes.nk,
                then: .interruptHandler(.service(handler)))
            if case .waiting = thread.state { scheduler.makeReady(thread) }
        } catch { settle(Self.chain, thread) }
    }

    /// A handler has returned.
    func serviced(_ result: UInt32, _ thread: Thread) -> CallResult {
        thread.returnFromCall()
        if result == Self.chain { askNext(thread) } else { settle(result, thread) }
        return .pending
    }

    /// A handler has faulted, and nobody handled it: the next one is asked.
    func serviceFailed(_ handler: InterruptHandler, _ thread: Thread) -> CallResult {
        tellMistake(.handlerFaulted(irq: handler.irq), of: thread)
        return serviced(Self.chain, thread)
    }

    /// The chain has decided what the innermost interrupt becomes.
    private func settle(_ result: UInt32, _ thread: Thread) {
        guard let call = interrupts.service.calls.popLast() else { return rest(thread) }
        if interrupts.service.calls.isEmpty { rest(thread) }
        switch result {
        case Self.nothing: board.wiring.wires.controller.finish(Int(call.irq))
        // As published BSPs do: the OAL's own map has the last word.
        case Self.chain: deliver(interrupts.sysintr(of: call.irq), call.irq, came: call.came)
        default:
            if interrupts.irq(of: result) != call.irq {
                tellMistake(.foreignValue(irq: call.irq, returned: result), of: thread)
            }
            if interrupts.event(of: result) != nil { deliver(result, call.irq, came: call.came) }
        }
    }
}
