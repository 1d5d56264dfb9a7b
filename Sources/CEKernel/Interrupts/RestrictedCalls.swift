import CEMemory

/// What code may call that runs with interrupts off: an installable ISR, XXX_PowerDown and XXX_PowerUp (documents
/// ms904914, ms923701). Everything else is a call of the system, which cannot be made there.
enum RestrictedCalls {
    /// Arithmetic, memory, text on the debug port, registers: nothing of it leaves the code that runs.
    private static let prefixes = ["READ_", "WRITE_", "mem", "__", "_Interlocked", "Interlocked", "wcs", "str"]
    private static let names: Set<String> = [
        "NKDbgPrintfW", "OutputDebugStringW", "StallExecution", "IsInPwrHdlr", "GetTickCount",
        "QueryPerformanceCounter", "QueryPerformanceFrequency",
    ]
    /// What XXX_PowerUp and XXX_PowerDown have beside that.
    private static let powerNames: Set<String> = ["SetInterruptEvent", "CeSetPowerOnEvent"]

    static func allow(_ name: String, inPowerHandler: Bool) -> Bool {
        names.contains(name) || prefixes.contains { name.hasPrefix($0) }
            || inPowerHandler && powerNames.contains(name)
    }
}

extension Kernel {
    /// Refuses a call that a thread may not make now, with what its failure is.
    /// - Returns: false for a call that is made.
    func refuses(_ index: Int, _ thread: Thread) -> Bool {
        let inPowerHandler = thread === interrupts.service.powerThread
        guard inPowerHandler || thread === interrupts.service.thread else { return false }
        let call = calling.table.calls[index]
        guard !RestrictedCalls.allow(call.name, inPowerHandler: inPowerHandler) else { return false }
        tellMistake(.forbiddenCall(name: call.name, inPowerHandler: inPowerHandler), of: thread)
        complete(thread) { () throws(CallStop) in .failed(call.failureValue, .notSupported) }
        return true
    }
}
