import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// Why a call fails: the rule of memory that it broke, or what its arguments show of the reason.
    func refusal(_ call: RefusedCall, _ thread: Thread) -> Refusal {
        let description = calling.table.calls[call.index].description
        let words = ArgumentText.words(of: description, thread, self)
        let reason = reason(call, description, words, thread)
        return Refusal(
            call: description.name, process: thread.current.name,
            place: caller(at: place(of: thread), StackUnwinder(kernel: self, thread: thread), thread),
            arguments: ArgumentText.arguments(of: description, thread, self), error: call.error, rule: reason.rule,
            values: reason.values, text: reason.text)
    }

    private func reason(
        _ call: RefusedCall, _ description: CallDescription, _ words: [ArgumentWord], _ thread: Thread
    ) -> RefusalReason {
        if let reason = faultReason(call, description) { return reason }
        if let broken = call.broken { return reason(broken, words, description, thread) }
        if let rule = call.rule { return reason(rule, words, description) }
        // A driver may answer with any code, those of handles among them.
        if let reason = driverReason(call, description, words, thread) { return reason }
        if let reason = handleReason(call, words, description, thread) { return reason }
        if let reason = audienceReason(call, description, thread) { return reason }
        if call.error == CEError.notEnoughMemory.rawValue || call.error == CEError.outOfMemory.rawValue {
            guard description.name != "CreateThread" || scheduler.threads.count < Scheduler.maximumThreads else {
                return RefusalReason(
                    "threads", "there are \(scheduler.threads.count) threads, and the machine has room for no more",
                    ["threads": "\(scheduler.threads.count)"])
            }
            let (free, total) = (memory.pool.available, memory.pool.total)
            // With pages to spare it was something else that ran out.
            let text =
                free < total / 16
                ? "there is not enough memory: \(free) of \(total) pages of the pool are free\(mostPages)"
                : "there is no room for what the call needs, though \(free) of \(total) pages of the pool are free"
            return RefusalReason("no-memory", text, ["free": "\(free)"])
        }
        return codeReason(call.error, description)
    }

    /// Calls that only drivers, or only the kernel, may make.
    private func audienceReason(
        _ call: RefusedCall, _ description: CallDescription, _ thread: Thread
    ) -> RefusalReason? {
        guard !thread.current.isKernel, description.audience != .everybody,
            [CEError.notSupported, .accessDenied, .invalidParameter].contains(CEError(rawValue: call.error))
        else { return nil }
        let isDriver = thread.current.driverHost != nil
        guard description.audience == .kernel || !isDriver else { return nil }
        let who = isDriver ? "a user-mode driver" : "an application"
        let whom =
            description.audience == .kernel
            ? "only code in the kernel may" : "only drivers, in the kernel or in a host of their own, may"
        return RefusalReason(
            "audience",
            "\(whom) call \(description.name), and \(thread.current.name) is \(who): let a kernel-mode driver do it in "
                + "an IOCTL", ["process": thread.current.name])
    }

    /// What the code alone says.
    private func codeReason(_ code: UInt32, _ description: CallDescription) -> RefusalReason {
        let text =
            switch CEError(rawValue: code) {
            case .fileNotFound, .pathNotFound: "there is nothing of that name"
            case .accessDenied: "the caller has no right to it, or it is in use"
            case .sharingViolation: "somebody has it open, or its pages are locked"
            case .insufficientBuffer, .moreData: "the buffer is too small for what there is"
            case .noMoreItems, .noMoreFiles: "there is no further one"
            case .alreadyExists, .fileExists: "there is one already"
            case .notOwner: "the calling thread does not own it"
            case .tooManyPosts: "the count would exceed the semaphore's maximum"
            case .invalidParameter: "an argument breaks a rule of the call, which says no more"
            case .invalidHandle: "a handle stands for nothing that the call takes"
            case .notSupported: "the call does not do this, or not for this caller"
            case .callNotImplemented: "this system has not the component that the function belongs to"
            case .badLength: "the buffer has not the size that the call takes"
            default: "it returned \(ErrorNames.text(code))"
            }
        return RefusalReason("code", text)
    }
}
