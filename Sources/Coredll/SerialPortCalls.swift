import CEKernel
import CEMemory
import GuestAddress

/// IOCTL_SERIAL_… (header pegdser.h of the public SDK): FILE_DEVICE_SERIAL_PORT, METHOD_BUFFERED.
private enum SerialCode {
    static let getWaitMask: UInt32 = 0x001B_0024
    static let setWaitMask: UInt32 = 0x001B_0028
    static let waitOnMask: UInt32 = 0x001B_002C
    static let getModemStatus: UInt32 = 0x001B_0034
    static let getProperties: UInt32 = 0x001B_0038
    static let setTimeouts: UInt32 = 0x001B_003C
    static let getTimeouts: UInt32 = 0x001B_0040
    static let purge: UInt32 = 0x001B_0044
    static let setQueueSize: UInt32 = 0x001B_0048
    static let getDCB: UInt32 = 0x001B_0050
    static let setDCB: UInt32 = 0x001B_0054
    static let sizeOfDCB: UInt32 = 28
    static let sizeOfTimeouts: UInt32 = 20
    static let sizeOfProperties: UInt32 = 64
}

extension Kernel {
    /// Hands a structure of the caller's to a serial driver, or has it filled.
    fileprivate func serial(
        _ handle: Handle, _ code: UInt32, input: GuestBuffer = GuestBuffer(), output: GuestBuffer = GuestBuffer(),
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard input.address != 0 || output.address != 0 else {
            throw .error(refuse("null", "the structure that the driver is to read or fill is NULL"))
        }
        return try ioControl(handle.rawValue, code: code, input: input, output: output, returned: 0, call)
    }

    /// Hands words to a serial driver: they lie below the caller's stack, where coredll's own variables are.
    fileprivate func serial(
        _ handle: Handle, _ code: UInt32, words: [UInt32], _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let place = (call.stackPointer &- 64) & ~7
        try call.access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() { try memory.setWord(word, place &+ UInt32(index) &* 4) }
        }
        return try serial(handle, code, input: GuestBuffer(address: place, size: UInt32(words.count) * 4), call)
    }
}

private func structure(_ name: String, _ names: String, _ code: UInt32, size: UInt32, isOutput: Bool) -> KernelCall {
    KernelCall(name, .full, names, source: "pegdser.h", returns: .boolean) {
        (kernel, call, handle: Handle, pointer: VirtualAddress) throws(CallStop) in
        let buffer = GuestBuffer(address: pointer.rawValue, size: size)
        return isOutput
            ? try kernel.serial(handle, code, output: buffer, call)
            : try kernel.serial(handle, code, input: buffer, call)
    }
}

private func word(_ name: String, _ names: String, _ code: UInt32) -> KernelCall {
    KernelCall(name, .full, names, source: "pegdser.h", returns: .boolean) {
        (kernel, call, handle: Handle, value: Word) throws(CallStop) in
        try kernel.serial(handle, code, words: [value.rawValue], call)
    }
}

/// Serial ports: each function is a DeviceIoControl to the driver.
let serialPortCalls: [KernelCall] = [
    structure("GetCommState", "hFile lpDCB", SerialCode.getDCB, size: SerialCode.sizeOfDCB, isOutput: true),
    structure("SetCommState", "hFile lpDCB", SerialCode.setDCB, size: SerialCode.sizeOfDCB, isOutput: false),
    structure(
        "GetCommTimeouts", "hFile lpCommTimeouts", SerialCode.getTimeouts, size: SerialCode.sizeOfTimeouts,
        isOutput: true),
    structure(
        "SetCommTimeouts", "hFile lpCommTimeouts", SerialCode.setTimeouts, size: SerialCode.sizeOfTimeouts,
        isOutput: false),
    structure(
        "GetCommProperties", "hFile lpCommProp", SerialCode.getProperties, size: SerialCode.sizeOfProperties,
        isOutput: true),
    structure("GetCommModemStatus", "hFile lpModemStat", SerialCode.getModemStatus, size: 4, isOutput: true),
    structure("GetCommMask", "hFile lpEvtMask", SerialCode.getWaitMask, size: 4, isOutput: true),
    word("SetCommMask", "hFile dwEvtMask", SerialCode.setWaitMask),
    word("PurgeComm", "hFile dwFlags", SerialCode.purge),
    KernelCall("SetupComm", .full, "hFile dwInQueue dwOutQueue", source: "pegdser.h", returns: .boolean) {
        (kernel, call, handle: Handle, input: UInt32, output: UInt32) throws(CallStop) in
        try kernel.serial(handle, SerialCode.setQueueSize, words: [input, output], call)
    },
    KernelCall("WaitCommEvent", .full, "hFile lpEvtMask lpOverlapped", source: "pegdser.h", returns: .boolean) {
        (kernel, call, handle: Handle, mask: VirtualAddress, _: Unread<VirtualAddress>) throws(CallStop) in
        try kernel.serial(
            handle, SerialCode.waitOnMask, output: GuestBuffer(address: mask.rawValue, size: 4), call)
    },
]
