import CEMemory

/// A call into a driver's method on behalf of a caller: what becomes of the result.
struct DriverCall: Codable {
    enum Kind: Codable {
        /// XXX_Open: the context, or 0.
        case open(DeviceOpenRequest)
        /// XXX_IOControl: TRUE or FALSE, as the driver says.
        case ioControl(DriverWork)
        /// XXX_Read and XXX_Write: the driver returns the count; −1 is an error.
        case transfer(DriverWork, isPrivileged: Bool)
        case seek
        case close

        /// What the caller has called.
        var method: DriverRequest.Method {
            switch self {
            case .open: .open
            case .ioControl: .ioControl
            case .transfer(let work, _): work.method == .read ? .read : .write
            case .seek: .seek
            case .close: .close
            }
        }
    }

    let kind: Kind
    /// GetLastError before the call: a success leaves it as it was.
    let savedError: CEError
    /// What the caller gets when the driver faults.
    let failure: UInt32
    let occasion: CallOccasion
}

/// What CreateFile asked of a device.
struct DeviceOpenRequest: Codable {
    let device: Device
    let access: UInt32
    let owner: Process
}
