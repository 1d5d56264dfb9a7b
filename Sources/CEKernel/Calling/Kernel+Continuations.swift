import CEMemory
import Unicorn

extension Kernel {
    /// Goes on with the result of a guest function.
    func resume(_ continuation: Continuation, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        switch continuation {
        case .threadEnd: endThread(thread, exitCode: result)
        case .driver(let call): finish(call, thread, result)
        case .method(let call): try finish(call, thread, result)
        case .attach(let attachment): try finish(attachment, thread, result)
        case .initialize(let activation): try finish(activation, thread, result)
        case .detach(let detachment): try finish(detachment, thread)
        case .exception(let step): try finish(step, thread, result)
        case .interruptHandler(let step): try finish(step, thread, result)
        case .answer(let known): .value(known ?? result)
        }
    }

    /// Goes on after a fault of a guest function that nobody handled.
    func recover(_ continuation: Continuation, _ thread: Thread) throws(CallStop) -> CallResult {
        switch continuation {
        case .threadEnd, .exception: .pending
        case .driver(let call): fail(call, thread, .invalidParameter)
        case .method(let call): try fail(call, thread)
        case .attach(let attachment): try fail(attachment, thread)
        case .initialize(let activation): try fail(activation, thread)
        case .detach(let detachment): try finish(detachment, thread)
        case .interruptHandler(let step): try fail(step, thread)
        case .answer: .failed(0, .invalidParameter)
        }
    }
}
