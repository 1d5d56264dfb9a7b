internal import ARMCore
internal import CUnicorn
internal import Glibc

/// A core that is being opened on a thread of its own: that takes milliseconds, in which others can do something else.
@safe
final class EngineOpening {
    let cpu: CPUModel
    private let thread: pthread_t
    private let result: OpenedCore
    private var isOver = false

    /// What the thread leaves. It is looked at when the thread has ended.
    @safe
    private final class OpenedCore {
        let cpu: CPUModel
        var handle: OpaquePointer?
        var error: UnicornError?

        init(_ cpu: CPUModel) { self.cpu = cpu }
    }

    /// Nil when the host has no thread for it.
    init?(_ cpu: CPUModel) {
        let result = OpenedCore(cpu)
        // SAFETY: the thread owns the reference that it is given, and ends before anybody looks at the result.
        let box = unsafe Unmanaged.passRetained(result)
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { box in
                guard let box = unsafe box else { return nil }
                let result = unsafe Unmanaged<OpenedCore>.fromOpaque(box).takeRetainedValue()
                do throws(UnicornError) { unsafe result.handle = try Engine.open(result.cpu) } catch {
                    result.error = error
                }
                return nil
            }, box.toOpaque())
        guard status == 0 else {
            unsafe box.release()
            return nil
        }
        self.cpu = cpu
        self.thread = thread
        self.result = result
    }

    /// Waits for the core.
    /// - Returns: what the caller has to close. To be called once.
    /// - Throws: `UnicornError` as `Engine.open`.
    func finish() throws(UnicornError) -> OpaquePointer {
        end()
        if let error = result.error { throw error }
        guard let handle = unsafe result.handle else {
            throw UnicornError(rawValue: UInt32(UC_ERR_HANDLE.rawValue), operation: "uc_open")
        }
        unsafe result.handle = nil
        return unsafe handle
    }

    private func end() {
        guard !isOver else { return }
        isOver = true
        _ = pthread_join(thread, nil)
    }

    deinit {
        end()
        if let handle = unsafe result.handle { unsafe _ = uc_close(handle) }
    }
}
