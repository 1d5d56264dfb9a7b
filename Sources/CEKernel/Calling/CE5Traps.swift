/// The system calls of CE 5 that are known by their numbers: API set << 8 | method, below 0xF0010000 (observed in
/// shipped libraries; `Documentation/CE-Memory.md`). The numbers of CE 6 and later are others.
package enum CE5Traps {
    /// FIRST_METHOD of CE 5.
    package static let firstMethod: UInt32 = 0xF001_0000

    private static let names: [UInt32: String] = [
        0x00_0D: "GetTickCount", 0x00_0E: "OutputDebugStringW", 0x00_0F: "TlsCall", 0x00_17: "NKvDbgPrintfW",
        0x00_3A: "WaitForMultipleObjects", 0x00_3B: "MapPtrToProcess", 0x00_3C: "MapPtrUnsecure",
        0x00_43: "GetOwnerProcess", 0x00_44: "GetCallerProcess", 0x00_48: "SetProcPermissions",
        0x00_49: "GetCurrentPermissions", 0x00_56: "CeGetCallerTrust", 0x00_57: "ExitThread", 0x00_58: "SetLastError",
        0x00_63: "KernelIoControl", 0x00_69: "InterruptInitialize", 0x00_6C: "SetKMode",
        0x00_7E: "QueryPerformanceCounter", 0x00_7F: "QueryPerformanceFrequency", 0x00_A5: "LoadIntChainHandler",
        0x00_AA: "KernelLibIoControl", 0x00_AF: "MapCallerPtr", 0x00_B0: "MapPtrToProcWithSize",
        0x01_0A: "CeGetThreadPriority", 0x01_0B: "CeSetThreadPriority", 0x01_0C: "CeGetThreadQuantum",
        0x01_0D: "CeSetThreadQuantum", 0x02_02: "TerminateProcess", 0x54_4F: "CreateMsgQueue",
    ]

    /// The function behind a trap, or nil.
    static func name(set: UInt32, method: UInt32) -> String? { names[set << 8 | method] }

    /// The function behind an address that a call of CE 5 branches to; nil for another address, empty for a call that
    /// is not known by name.
    package static func name(at address: UInt32) -> String? {
        if address & ~3 == firstMethod { return "CloseHandle" }
        guard address < firstMethod, address >= firstMethod - 0x2_0000 else { return nil }
        let code = (firstMethod - (address & ~3)) >> 2
        return names[code] ?? ""
    }
}
