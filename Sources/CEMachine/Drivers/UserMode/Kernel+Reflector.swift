import GuestAddress
import Unicorn

/// Calls of drivers' methods: of a kernel-mode driver on the spot, of a user-mode driver by way of the reflector (documents ee486510,
/// ee484840; `Documentation/CE-Memory.md`, section 7.6).
extension Kernel {
    /// How a call ends whose driver could not finish it: ERROR_INVALID_PARAMETER after a fault, ERROR_DEVICE_REMOVED when its process
    /// ended.
    typealias MethodFailure = (Kernel, Thread, CEError) throws(CallStop) -> CallResult
    typealias MethodResult = (Kernel, Thread, UInt32) throws(CallStop) -> CallResult

    /// Calls a method that takes no buffers.
    func callMethod(
        _ device: Device, _ thread: Thread, _ entry: UInt32, _ arguments: CalleeArguments,
        failed: @escaping MethodFailure, then end: @escaping MethodResult
    ) throws(CallStop) -> CallResult {
        try callMethod(device, thread, entry, arguments, [], failed: failed, then: end)
    }

    /// Calls a method whose arguments may point to the caller's memory.
    func callMethod(
        _ device: Device, _ thread: Thread, _ entry: UInt32, _ arguments: CalleeArguments, _ buffers: [ReflectedBuffer],
        failed: @escaping MethodFailure, then end: @escaping MethodResult
    ) throws(CallStop) -> CallResult {
        guard let host = device.module.process.driverHost else {
            return try callGuest(
                thread, entry, arguments, in: nk,
                recovery: { kernel, thread throws(CallStop) in try failed(kernel, thread, .invalidParameter) },
                then: .host(end))
        }
        let caller = view(of: thread, privileged: thread.mode.isPrivileged)
        do throws(CEError) {
            try enterHost(host, thread) { kernel, thread throws(CallStop) in
                try failed(kernel, thread, .deviceRemoved)
            }
        } catch { return try failed(self, thread, error) }
        var arguments = arguments
        let copies: [CopiedBuffer]
        do throws(CEError) { copies = try marshal(buffers, &arguments, from: caller, thread) } catch {
            leaveHost(thread)
            return try failed(self, thread, error)
        }
        do throws(CallStop) {
            return try callGuest(
                thread, entry, arguments, in: host.process,
                recovery: { kernel, thread throws(CallStop) in
                    kernel.leaveHost(thread)
                    return try failed(kernel, thread, .invalidParameter)
                },
                then: .host { kernel, thread, result throws(CallStop) in
                    do throws(GuestFault) { try kernel.unmarshal(copies, to: caller, thread) } catch {
                        kernel.leaveHost(thread)
                        return try failed(kernel, thread, .invalidParameter)
                    }
                    kernel.leaveHost(thread)
                    return try end(kernel, thread, result)
                })
        } catch {
            leaveHost(thread)
            throw error
        }
    }
}
