import CEMemory
import Unicorn

extension Kernel {
    /// Ends the call that a thread is in, or a step of one, with what it left behind. Nothing else writes the caller's
    /// r0 and r1, its last error, and the call's result in the trace and the record: a call has one end, whether it
    /// returned at once or waited.
    @inline(__always)
    func complete(_ thread: Thread, _ body: () throws(CallStop) -> CallResult) {
        do throws(CallStop) { end(thread, try body()) } catch { stop(thread, error) }
    }

    private func end(_ thread: Thread, _ result: CallResult) {
        switch result {
        case .value(let value): end(thread, value)
        case .succeeded(let value, let error):
            thread.lastError = error.rawValue
            end(thread, value)
        case .value64(let value):
            thread.setResult(UInt32(truncatingIfNeeded: value >> 32), second: true)
            end(thread, UInt32(truncatingIfNeeded: value), bits: value)
        case .single(let value):
            setFloatingResult(UInt64(value.bitPattern), isSingle: true, thread)
            end(thread, result.firstWord, bits: UInt64(value.bitPattern), isFloating: true)
        case .double(let value):
            setFloatingResult(value.bitPattern, isSingle: false, thread)
            end(thread, result.firstWord, bits: value.bitPattern, isFloating: true)
        case .failure(let value): end(thread, value, isFailure: true)
        case .failed(let value, let error): fail(thread, value, error)
        case .pending: break
        }
    }

    /// - Parameters:
    ///   - bits: the whole result, where it is more than the value.
    ///   - isFloating: whether the result is where it belongs already.
    private func end(
        _ thread: Thread, _ value: UInt32, bits: UInt64? = nil, isFloating: Bool = false, isFailure: Bool = false,
        error: UInt32 = 0
    ) {
        if isFailure, let call = thread.call {
            thread.returnFromCall()
            if !thread.frames.isEmpty { noteFailure(of: call, value, thread) }
            tellOfRefusal(call, value, error: error, thread)
        } else {
            // What was refused on the way did not keep the call from its success.
            memory.forgetBrokenRule()
            calling.forgetBrokenRule()
        }
        if !isFloating { thread.setResult(value) }
        thread.returnFromCall()
        guard let call = thread.call else { return }
        thread.call = nil
        calling.trace.ended(call, failed: isFailure, value: value)
        observers.tell(
            .calls, .callEnded(call, isFailure ? .failed(value, error: error) : .returned(bits ?? UInt64(value))))
    }

    private func fail(_ thread: Thread, _ value: UInt32, _ error: CEError) {
        thread.lastError = error.rawValue
        end(thread, value, isFailure: true, error: error.rawValue)
    }

    private func stop(_ thread: Thread, _ stop: CallStop) {
        let call = thread.call.map { calling.table.calls[$0.index] }
        switch stop {
        case .error(let error):
            fail(thread, call?.returnsError == true ? error.rawValue : call?.failureValue ?? 0, error)
        case .fault(let fault):
            guard let call, !call.raisesFaults else { return raise(.host(fault), on: thread) }
            noteUnreachable(fault.address)
            let error = CEError.invalidParameter
            fail(thread, call.returnsError ? error.rawValue : call.failureValue, error)
        case .busError(let error): raise(.busError(error), on: thread)
        case .exception(let exception): raise(.raised(exception), on: thread)
        case .fatal(let message): raise(.fatal(message), on: thread)
        }
    }

    /// The call that a thread is in will not return: the thread meets an exception instead, or has ended.
    func abandonCall(of thread: Thread) {
        guard let call = thread.call else { return }
        thread.call = nil
        observers.tell(.calls, .callEnded(call, .abandoned))
    }
}
