import CEMemory
import GuestAddress
import Unicorn

/// A method of a driver that is being called, and what becomes of its result.
struct MethodCall: Codable {
    let device: Device
    /// Of a user-mode driver: whether the caller's memory is seen as privileged code sees it, and the buffers that were
    /// copied.
    var isCallerPrivileged = false
    var copies: [CopiedBuffer] = []
    let end: MethodEnd
}

/// What a method's result is for.
enum MethodEnd: Codable {
    /// A call of an application or a driver.
    case driver(DriverCall)
    /// XXX_PreClose; XXX_Close follows.
    case preClose(DeviceOpen)
    /// XXX_PreDeinit, or XXX_Deinit as the last.
    case deactivation(Device, isLast: Bool)
    /// XXX_PreClose and XXX_Close for a process that has ended.
    case rundown(Rundown)
    /// A step of the boot script.
    case control(HostControl)
    /// XXX_PowerDown or XXX_PowerUp.
    case power(PowerCycle)
    /// XXX_Open and XXX_IOControl for the power manager.
    case powerWork(PowerWork)
}
