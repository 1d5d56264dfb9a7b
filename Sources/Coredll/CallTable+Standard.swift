package import CEKernel

extension CallTable {
    /// The explicit list: nothing registers itself.
    package static let standard = CallTable(
        memoryCalls + physicalMemoryCalls + callerBufferCalls + processCalls + threadCalls + synchronizationCalls
            + handleCalls + exceptionCalls + heapCalls + fileCalls + fileMappingCalls
            + deviceCalls + registryCalls + libraryCalls + cRuntimeCalls + startupCalls + heapTraceCalls
            + systemInformationCalls + registerAccessCalls + driverKitCalls + deviceKeyCalls)
}
