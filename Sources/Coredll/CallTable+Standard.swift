package import CEKernel

extension CallTable {
    /// The explicit list: nothing registers itself.
    package static let standard = CallTable(
        memoryCalls + physicalMemoryCalls + callerBufferCalls + processCalls + threadCalls + synchronizationCalls
            + handleCalls + exceptionCalls + heapCalls + fileCalls + fileMappingCalls
            + deviceCalls + registryCalls + libraryCalls + cRuntimeCalls + startupCalls + heapTraceCalls
            + systemInformationCalls + registerAccessCalls + driverKitCalls + deviceKeyCalls + driverServiceCalls
            + runtimeServiceCalls)

    /// What drivers call that Microsoft's compilers built.
    private static let driverServiceCalls: [KernelCall] = [
        removedCalls, serviceCalls, readinessCalls, powerCalls, kernelControlCalls, interruptCalls,
        driverRegistryCalls, busAccessCalls, messageQueueCalls, duplicateHandleCalls,
    ].flatMap { $0 }

    /// What they and their tools take from the runtime besides.
    private static let runtimeServiceCalls: [KernelCall] = [
        resourceCalls, digestCalls, randomCalls, scanCalls, streamFileCalls, messageTextCalls, fileTreeCalls,
        timeZoneCalls,
    ].flatMap { $0 }
}
