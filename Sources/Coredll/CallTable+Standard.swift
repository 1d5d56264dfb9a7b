package import CEKernel

extension CallTable {
    /// The explicit list: nothing registers itself.
    package static let standard = CallTable(
        [
            memoryCalls, physicalMemoryCalls, callerBufferCalls, processCalls, threadCalls, synchronizationCalls,
            handleCalls, exceptionCalls, heapCalls, fileCalls, fileMappingCalls, deviceCalls, registryCalls,
            libraryCalls, cRuntimeCalls, startupCalls, heapTraceCalls, systemInformationCalls, registerAccessCalls,
            driverKitCalls, deviceKeyCalls, driverServiceCalls, runtimeServiceCalls, deviceServiceCalls,
            absentCalls, driverHelperCalls, powerRelationshipCalls,
        ].flatMap { $0 })

    /// What drivers call that Microsoft's compilers built.
    private static let driverServiceCalls: [KernelCall] = [
        removedCalls, serviceCalls, readinessCalls, powerCalls, kernelControlCalls, interruptCalls,
        driverRegistryCalls, busAccessCalls, messageQueueCalls, duplicateHandleCalls,
    ].flatMap { $0 }

    /// Devices as drivers see each other, and what they ask the system besides.
    private static let deviceServiceCalls: [KernelCall] = [
        deviceLookupCalls, resourceListCalls, devicePowerCalls, remoteHeapCalls, rectangleCalls, localeCalls,
        serialPortCalls, systemMomentCalls,
    ].flatMap { $0 }

    /// What drivers of DMA devices, buses and the time before ActivateDeviceEx call.
    private static let driverHelperCalls: [KernelCall] = [
        dmaCalls, deviceInterfaceCalls, registryWatchCalls, legacyDeviceCalls, driverCallbackCalls, cxxExceptionCalls,
    ].flatMap { $0 }

    /// What components would do that are not there.
    private static let absentCalls: [KernelCall] = [
        waveCalls, absentServiceCalls, networkCalls, absentComponentCalls, threadTimeCalls,
    ].flatMap { $0 }

    /// What they and their tools take from the runtime besides.
    private static let runtimeServiceCalls: [KernelCall] = [
        resourceCalls, digestCalls, randomCalls, scanCalls, streamFileCalls, messageTextCalls, fileTreeCalls,
        timeZoneCalls,
    ].flatMap { $0 }
}
