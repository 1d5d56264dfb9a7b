import CEKernel
import CEMemory
import GuestAddress

private let oneBus = CallSupport.partial("every board has one bus, whose addresses are the processor's")
private let noBusDriver = CallSupport.partial("there is no bus driver to ask: it fails with ERROR_NOT_SUPPORTED")

extension Kernel {
    /// The bus behind a handle.
    /// - Throws: ERROR_INVALID_HANDLE, for NULL as well.
    fileprivate func bus(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> BusAccess {
        guard case .busAccess(let bus) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "what CreateBusAccessHandle has returned"))
        }
        return bus
    }

    fileprivate func openBus(_ active: WideString, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        guard active.rawValue != 0 else { throw .error(refuse(null: "the active key")) }
        let name = try registryName(active, call)
        guard registry.find(name, under: registry.machine) != nil else {
            throw .error(refuseKey(name, under: registry.machine))
        }
        return .value(try addHandle(.busAccess(BusAccess(activeKey: name)), call))
    }

    /// What follows handle, interface and bus number: the address is where the caller's convention has 64 bits.
    fileprivate func translateByBus(
        hasSpace: Bool, isMapped: Bool, isStatic: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        _ = try bus(Handle(word: call.r0), call)
        var arguments = GuestArguments(call, from: 3, self)
        let wide = try arguments.doubleword()
        let address = WidePhysicalAddress(
            low: UInt32(truncatingIfNeeded: wide), high: UInt32(truncatingIfNeeded: wide >> 32))
        let size = isMapped ? try arguments.word() : 0
        let space = hasSpace ? VirtualAddress(try arguments.word()) : nil
        let result = VirtualAddress(try arguments.word())
        guard isMapped, let space else { return try translate(address, space: space, result: result, call) }
        return try mapBusAddress(address, size, space: space, result: result, isStatic: isStatic, call)
    }
}

/// A function whose fourth argument has 64 bits: which words it takes is the caller's convention.
private func translationCall(
    _ name: String, _ names: String, source: String, hasSpace: Bool, isMapped: Bool = false, isStatic: Bool = false
) -> KernelCall {
    let formats: [ArgumentFormat] =
        [.handle, .number, .number, .physicalAddress] + (isMapped ? [.number] : []) + (hasSpace ? [.address] : [])
        + [.address]
    return KernelCall(
        CallDescription(
            name: name, library: .ceddk, support: oneBus, source: source, audience: .everybody, names: names,
            formats: formats, isVariadic: false, isWide: false, result: .boolean),
        failure: 0, raisesFaults: false, returnsError: false
    ) { kernel, call throws(CallStop) in
        try kernel.translateByBus(hasSpace: hasSpace, isMapped: isMapped, isStatic: isStatic, call)
    }
}

/// A driver's way to its bus (documents aa447690, aa448213, ms920590; results of shipped libraries).
let busAccessCalls: [KernelCall] =
    [
        KernelCall(
            "CreateBusAccessHandle", oneBus, "lpActiveRegPath", library: .ceddk, source: "aa447690", returns: .handle
        ) { (kernel, call, active: WideString) throws(CallStop) in
            try kernel.openBus(active, call)
        },
        KernelCall("CloseBusAccessHandle", .full, "hBusAccess", library: .ceddk, source: "aa447690", returns: .none) {
            (kernel, call, handle: Handle) throws(CallStop) in
            guard handle.rawValue != 0 else { return .value(0) }
            _ = try kernel.bus(handle, call)
            _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current)
            return .value(0)
        },
        translationCall(
            "TranslateBusAddr", "hBusAccess InterfaceType BusNumber BusAddress AddressSpace TranslatedAddress",
            source: "aa448213", hasSpace: true),
        translationCall(
            "TranslateSystemAddr", "hBusAccess InterfaceType BusNumber SystemAddress TranslatedAddress",
            source: "aa448215", hasSpace: false),
        translationCall(
            "BusTransBusAddrToStatic",
            "hBusAccess InterfaceType BusNumber BusAddress Length AddressSpace MappedAddress",
            source: "ms896153", hasSpace: true, isMapped: true, isStatic: true),
        translationCall(
            "BusTransBusAddrToVirtual",
            "hBusAccess InterfaceType BusNumber BusAddress Length AddressSpace MappedAddress",
            source: "ms896154", hasSpace: true, isMapped: true),
    ] + busPowerCalls + busRequestCalls

/// CEDEVICE_POWER_STATE: D0 to D4.
private let powerStates: ClosedRange<UInt32> = 0...4

private let busPowerCalls: [KernelCall] = [
    KernelCall(
        "SetDevicePowerState", .partial("the bus remembers the state and switches nothing"),
        "hBusAccess PowerState lpParam", library: .ceddk, source: "ms920590", returns: .boolean
    ) { (kernel, call, handle: Handle, state: UInt32, _: Unread<VirtualAddress>) throws(CallStop) in
        let bus = try kernel.bus(handle, call)
        guard powerStates.contains(state) else { throw .error(kernel.refusePowerLevel(state)) }
        bus.powerState = state
        return .value(1)
    },
    KernelCall(
        "GetDevicePowerState", .partial("the state is what was set last, D0 before"),
        "hBusAccess lpPowerState lpParam", library: .ceddk, source: "ee486315", returns: .boolean
    ) { (kernel, call, handle: Handle, pointer: VirtualAddress, _: Unread<VirtualAddress>) throws(CallStop) in
        let state = try kernel.bus(handle, call).powerState
        guard pointer.rawValue != 0 else { throw .error(kernel.refuse("null", "the place for the state is NULL")) }
        try kernel.setWord(Int(state), pointer, call)
        return .value(1)
    },
]

private let busRequestCalls: [KernelCall] =
    [
        ("SetDeviceConfigurationData", "aa447827"), ("GetDeviceConfigurationData", "aa447827"),
    ].map { name, source in
        KernelCall(
            name, .partial("the bus has no configuration space: 0 bytes are there"),
            "hBusAccess dwSpace dwBus dwSlot dwOffset dwLength pBuffer", library: .ceddk, source: source,
            returns: .number
        ) {
            (
                kernel, call, handle: Handle, _: Unread<UInt32>, _: Unread<UInt32>, _: Unread<UInt32>,
                _: Unread<UInt32>, _: Unread<UInt32>, _: Unread<VirtualAddress>
            ) throws(CallStop) in
            _ = try kernel.bus(handle, call)
            return .value(0)
        }
    }
    + ["BusIoControl", "BusChildIoControl"].map { name in
        KernelCall(
            name, noBusDriver,
            "hBusAccess dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned lpOverlapped",
            library: .ceddk, source: "ee484266", returns: .boolean
        ) {
            (
                kernel, call, handle: Handle, _: Unread<Word>, _: Unread<VirtualAddress>, _: Unread<UInt32>,
                _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>
            ) throws(CallStop) in
            _ = try kernel.bus(handle, call)
            throw .error(kernel.refuse("no-bus", "no board has a bus driver to ask", .notSupported))
        }
    }
    + [
        KernelCall(
            "GetChildDeviceRemoveState", .full, "hBusAccess pdwState", library: .ceddk, source: "ceddk.h",
            returns: .boolean
        ) { (kernel, call, handle: Handle, pointer: VirtualAddress) throws(CallStop) in
            _ = try kernel.bus(handle, call)
            guard pointer.rawValue != 0 else { throw .error(kernel.refuse("null", "the place for the state is NULL")) }
            try kernel.setWord(0, pointer, call)
            return .value(1)
        },
        KernelCall(
            "GetBusNamePrefix", noBusDriver, "hBusAccess lpPrefix dwChars", library: .ceddk, source: "aa447824",
            returns: .boolean
        ) { (kernel, call, handle: Handle, _: Unread<VirtualAddress>, _: Unread<UInt32>) throws(CallStop) in
            _ = try kernel.bus(handle, call)
            throw .error(kernel.refuse("no-bus", "no board has a bus driver to ask", .notSupported))
        },
        KernelCall(
            "GetParentDeviceInfo", noBusDriver, "hBusAccess pDeviceInfo", library: .ceddk, source: "ee481251",
            returns: .boolean
        ) { (kernel, call, handle: Handle, _: Unread<VirtualAddress>) throws(CallStop) in
            _ = try kernel.bus(handle, call)
            throw .error(kernel.refuse("no-bus", "no board has a bus driver to ask", .notSupported))
        },
    ]
