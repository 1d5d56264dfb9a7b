import CEKernel
public import OEMAddrTable

extension Machine {
    /// What became of a function of an older system in a newer one.
    public struct FunctionChange: Hashable, Sendable {
        /// `does not have it any more`, behind the system's name.
        public var text: String
        /// What to do instead, or nil.
        public var replacement: String?
    }

    /// What a system does to an import by name; nil when it has the function as before, or nothing is known.
    public static func change(ofName name: String, from library: String, in profile: Profile.Name) -> FunctionChange? {
        guard CallLibrary(named: library) == .coredll else { return nil }
        if profile != .ce5, let removed = RemovedCalls.changes[name] { return removed }
        return CoredllGenerations.isNameMissing(name, isCE5: profile == .ce5) ? RemovedCalls.gone : nil
    }

    /// What a system does to an import by ordinal; nil when it has the function as before, or nothing is known.
    public static func change(
        ofOrdinal ordinal: UInt32, from library: String, in profile: Profile.Name
    ) -> FunctionChange? {
        guard let library = CallLibrary(named: library), library == .coredll else { return nil }
        let name = library.export(ordinal)
        if profile != .ce5, let name, let removed = RemovedCalls.changes[name] { return removed }
        guard CoredllGenerations.isOrdinalMissing(ordinal, isCE5: profile == .ce5) else { return nil }
        guard let name, !CoredllGenerations.isNameMissing(name, isCE5: profile == .ce5) else {
            return RemovedCalls.gone
        }
        return FunctionChange(
            text: "exports it by another ordinal", replacement: "link the image anew with the library of that system")
    }
}

/// What CE 6 took away from drivers and applications of CE 5 (document ee482976).
enum RemovedCalls {
    static let gone = Machine.FunctionChange(text: "does not have it", replacement: nil)

    private static func unchanged(_ replacement: String) -> Machine.FunctionChange {
        Machine.FunctionChange(
            text: "keeps it without effect: it prints a line and returns the pointer as it is", replacement: replacement
        )
    }

    private static func zero(_ replacement: String) -> Machine.FunctionChange {
        Machine.FunctionChange(
            text: "keeps it without effect: it prints a line and returns 0", replacement: replacement)
    }

    static let changes: [String: Machine.FunctionChange] = [
        "MapCallerPtr": unchanged("use CeOpenCallerBuffer for pointers inside buffers, and the others as they are"),
        "MapPtrToProcess": unchanged(
            "use CeOpenCallerBuffer in the call, CeAllocAsynchronousBuffer or VirtualAllocCopyEx beyond it"),
        "MapPtrToProcWithSize": unchanged(
            "use CeOpenCallerBuffer in the call, CeAllocAsynchronousBuffer or VirtualAllocCopyEx beyond it"),
        "MapPtrUnsecure": unchanged("use CeOpenCallerBuffer"),
        "UnMapPtr": Machine.FunctionChange(text: "keeps it without effect", replacement: "use CeCloseCallerBuffer"),
        "CeZeroPointer": unchanged("leave it out: there are no slots"),
        "SetProcPermissions": zero("leave it out: drivers reach their caller's memory without it"),
        "GetCurrentPermissions": zero("leave it out: drivers reach their caller's memory without it"),
        "SetKMode": zero("leave it out: code that needs the kernel's mode belongs into a driver of the kernel"),
        "GetCallerProcessIndex": zero("use GetCallerVMProcessId or GetDirectCallerProcessId"),
    ]
}
