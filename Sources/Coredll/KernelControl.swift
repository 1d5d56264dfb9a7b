import CEDevices
import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

/// A request to the OAL: code, buffers, and where the size of the answer goes.
struct ControlRequest {
    let code: UInt32
    let input: GuestBuffer
    let output: GuestBuffer
    let returned: VirtualAddress
}

extension Kernel {
    /// KernelIoControl: what a usual OAL answers. What a BSP has of its own is not there.
    func answer(_ request: ControlRequest, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let process = call.thread.current
        guard
            process.isKernel || process.driverHost != nil || !memory.profile.hasPrivateAddressSpaces
                || HALCode.open.contains(request.code)
        else {
            throw .error(
                refuse(
                    "audience",
                    "\(process.name) is an application, and since CE 6 only drivers and the kernel may ask the OAL for "
                        + "\(HALCode.names.text(request.code))", .accessDenied))
        }
        switch request.code {
        case HALCode.getDeviceInfo: return try giveDeviceInformation(request, call)
        case HALCode.requestSysintr, HALCode.translateIRQ: return try requestSysintr(request, call)
        case HALCode.releaseSysintr:
            let sysintr = try inputWord(request, call)
            guard interrupts.release(sysintr) else { throw .error(refuseRelease(of: sysintr)) }
            return .value(1)
        case HALCode.enableWake, HALCode.disableWake:
            let sysintr = try inputWord(request, call)
            guard InterruptTable.range.contains(sysintr) else {
                throw .error(refuse("sysintr", "\(sysintr) is no SYSINTR: these are \(InterruptTable.range)"))
            }
            return .value(1)
        case HALCode.initializeRegistry, HALCode.presuspend: return .value(1)
        case HALCode.processorInformation: return try giveProcessor(request, call)
        case HALCode.reboot: throw .fatal("IOCTL_HAL_REBOOT: the system would start again, and the run ends here")
        // The refusal of an OAL without that function, which ceddk and others expect.
        case HALCode.ddkCall, HALCode.getUUID, HALCode.getDeviceID, HALCode.requestIRQ:
            throw .error(refuseCode(request.code))
        default:
            output.writeLine(
                "KernelIoControl: this system's OAL has no code 0x\(hexadecimal(request.code)), asked for by "
                    + namedPlace(place(of: call.thread), call.thread, isReturn: true))
            throw .error(refuseCode(request.code))
        }
    }

    /// The first word of the input.
    private func inputWord(_ request: ControlRequest, _ call: borrowing Invocation) throws(CallStop) -> UInt32 {
        guard request.input.address != 0 else { throw .error(refuse(null: "lpInBuf")) }
        guard request.input.size >= 4 else { throw .error(refuseInput(request, takes: 4)) }
        return try call.access { memory throws(GuestFault) in try memory.word(request.input.address) }
    }

    private func give(
        _ bytes: [UInt8], _ request: ControlRequest, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try setWord(bytes.count, request.returned, call)
        guard request.output.address != 0, request.output.size >= UInt32(bytes.count) else {
            let room = request.output.address == 0 ? "lpOutBuf is NULL" : "nOutBufSize is \(request.output.size)"
            throw .error(refuse("buffer", "the answer has \(bytes.count) bytes, and \(room)", .insufficientBuffer))
        }
        try call.access { memory throws(GuestFault) in try memory.write(bytes, request.output.address) }
        return .value(1)
    }

    /// IOCTL_HAL_GET_DEVICE_INFO with one of SPI_….
    private func giveDeviceInformation(
        _ request: ControlRequest, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard request.input.size == 4 else { throw .error(refuseInput(request, takes: 4)) }
        return try give(try systemParameter(try inputWord(request, call), call), request, call)
    }

    /// One IRQ, or an array of them that may begin with -1 and flags; the first one counts, as in OALs that do not
    /// merge them.
    private func requestSysintr(
        _ request: ControlRequest, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        var irq = try inputWord(request, call)
        if irq == UInt32.max {
            guard request.input.size >= 12 else { throw .error(refuseInput(request, takes: 12)) }
            irq = try call.access { memory throws(GuestFault) in try memory.word(request.input.address &+ 8) }
        }
        guard request.output.address != 0 else {
            throw .error(refuse("null", "lpOutBuf is NULL, and the SYSINTR goes there"))
        }
        guard request.output.size >= 4 else {
            throw .error(refuse("buffer", "nOutBufSize is \(request.output.size), and the SYSINTR has 4 bytes"))
        }
        try call.access { memory throws(GuestFault) in try memory.probe(request.output.address, 4, .write) }
        let isNew = request.code == HALCode.requestSysintr && board.wiring.wires.isShared(Int(irq))
        guard let sysintr = interrupts.request(irq: irq, isNew: isNew) else {
            throw .error(
                refuse(
                    "sysintr",
                    "every SYSINTR up to \(InterruptTable.range.upperBound) is taken: "
                        + "IOCTL_HAL_RELEASE_SYSINTR gives one back", .notEnoughMemory))
        }
        return try give((0..<4).map { UInt8(truncatingIfNeeded: sysintr >> ($0 * 8)) }, request, call)
    }

    /// PROCESSOR_INFO: 0x240 bytes with the core's name and the vendor's.
    private func giveProcessor(_ request: ControlRequest, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        var bytes = [UInt8](repeating: 0, count: 0x240)
        func put(_ text: String, at offset: Int, room: Int) {
            for (index, unit) in text.utf16.prefix(room - 1).enumerated() {
                bytes[offset + index * 2] = UInt8(truncatingIfNeeded: unit)
                bytes[offset + index * 2 + 1] = UInt8(truncatingIfNeeded: unit >> 8)
            }
        }
        bytes[0] = 1
        put("ARM", at: 2, room: 40)
        put("\(engine.cpu)", at: 0x54, room: 40)
        put(board.name, at: 0xA6, room: 100)
        put("ARM", at: 0x16E, room: 100)
        return try give(bytes, request, call)
    }
}

/// What goes to the OAL and to libraries in the kernel (documents ms904439, aa447306).
let kernelControlCalls: [KernelCall] = [
    KernelCall(
        "KernelIoControl", .partial("what a usual OAL has: a BSP's own codes are refused"),
        "dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned", source: "aa447306",
        returns: .boolean
    ) {
        (
            kernel, call, code: KernelControlCode, input: VirtualAddress, inputSize: UInt32, output: VirtualAddress,
            outputSize: UInt32, returned: VirtualAddress
        ) throws(CallStop) in
        try kernel.answer(
            ControlRequest(
                code: code.rawValue, input: GuestBuffer(address: input.rawValue, size: inputSize),
                output: GuestBuffer(address: output.rawValue, size: outputSize), returned: returned), call)
    },
    KernelCall(
        "KernelLibIoControl", .partial("of the kernel's own libraries only the OAL answers"),
        "hModule dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned", source: "ms904439",
        returns: .boolean
    ) {
        (
            kernel, call, module: Handle, code: KernelControlCode, input: VirtualAddress, inputSize: UInt32,
            output: VirtualAddress,
            outputSize: UInt32, returned: VirtualAddress
        ) throws(CallStop) in
        // KMOD_CORE to KMOD_KITL are small numbers.
        switch module.rawValue {
        case kernelModuleOAL:
            return try kernel.answer(
                ControlRequest(
                    code: code.rawValue, input: GuestBuffer(address: input.rawValue, size: inputSize),
                    output: GuestBuffer(address: output.rawValue, size: outputSize), returned: returned), call)
        case 1...6:
            throw .error(
                kernel.refuse(
                    "module",
                    "of the kernel's own libraries only the OAL (KMOD_OAL, 5) answers, and hModule is "
                        + "\(module.rawValue)", .notSupported))
        default:
            return try kernel.libraryControl(
                module,
                [code.rawValue, input.rawValue, inputSize, output.rawValue, outputSize, returned.rawValue], call)
        }
    },
]

/// KMOD_OAL.
private let kernelModuleOAL: UInt32 = 5
