import CEKernel
internal import Coredll
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

/// What became of the calls that CE 6 took away (document ee482976).
enum RemovedCalls {
    static let gone = Machine.FunctionChange(text: "does not have it", replacement: nil)

    private static let zero: Set = ["SetProcPermissions", "GetCurrentPermissions", "SetKMode", "GetCallerProcessIndex"]
    private static let silent: Set = ["UnMapPtr", "CeZeroPointer"]

    static let changes = RemovedFunctions.replacements.reduce(into: [String: Machine.FunctionChange]()) { all, entry in
        let line = silent.contains(entry.key) ? "" : "prints a line and "
        let result = zero.contains(entry.key) ? "returns 0" : "returns the pointer as it is"
        all[entry.key] = Machine.FunctionChange(
            text: entry.key == "UnMapPtr" ? "keeps it without effect" : "keeps it without effect: it \(line)\(result)",
            replacement: entry.value)
    }
}
