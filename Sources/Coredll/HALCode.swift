import CEKernel

/// IOCTL_HAL_… and their relatives (header pkfuncs.h of the public DDK): FILE_DEVICE_HAL, METHOD_BUFFERED.
enum HALCode {
    static let getDeviceInfo: UInt32 = 0x0101_0004
    static let ddkCall: UInt32 = 0x0101_0014
    static let getUUID: UInt32 = 0x0101_0034
    static let reboot: UInt32 = 0x0101_003C
    static let translateIRQ: UInt32 = 0x0101_0048
    static let getDeviceID: UInt32 = 0x0101_0054
    static let processorInformation: UInt32 = 0x0101_0064
    static let requestIRQ: UInt32 = 0x0101_0090
    static let requestSysintr: UInt32 = 0x0101_0098
    static let enableWake: UInt32 = 0x0101_00A0
    static let disableWake: UInt32 = 0x0101_00A4
    static let initializeRegistry: UInt32 = 0x0101_00B0
    static let releaseSysintr: UInt32 = 0x0101_00D8
    static let presuspend: UInt32 = 0x0101_00F4

    /// Their names in pkfuncs.h.
    static let names = WordNames(values: [
        getDeviceInfo: "IOCTL_HAL_GET_DEVICE_INFO", ddkCall: "IOCTL_HAL_DDK_CALL", getUUID: "IOCTL_HAL_GET_UUID",
        reboot: "IOCTL_HAL_REBOOT", translateIRQ: "IOCTL_HAL_TRANSLATE_IRQ", getDeviceID: "IOCTL_HAL_GET_DEVICEID",
        processorInformation: "IOCTL_PROCESSOR_INFORMATION", requestIRQ: "IOCTL_HAL_REQUEST_IRQ",
        requestSysintr: "IOCTL_HAL_REQUEST_SYSINTR", enableWake: "IOCTL_HAL_ENABLE_WAKE",
        disableWake: "IOCTL_HAL_DISABLE_WAKE", initializeRegistry: "IOCTL_HAL_INITREGISTRY",
        releaseSysintr: "IOCTL_HAL_RELEASE_SYSINTR", presuspend: "IOCTL_HAL_PRESUSPEND",
    ])

    /// What a process in user mode may ask for since CE 6.
    static let open: Set<UInt32> = [getDeviceInfo, getUUID, getDeviceID, processorInformation]
}

/// The codes of KernelIoControl.
enum HALCodeValues: NamedValues {
    static let names = HALCode.names
}

/// An IOCTL_HAL_….
typealias KernelControlCode = NamedWord<HALCodeValues>
