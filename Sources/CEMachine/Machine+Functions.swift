import CEKernel
import Coredll
internal import OEMAddrTable

extension Machine {
    /// What is known of a function that guests import, for people.
    public struct FunctionFacts: Hashable, Sendable {
        /// `coredll.dll`.
        public var library: String
        public var name: String
        /// Nil for a function that is not known to be exported by ordinal.
        public var ordinal: UInt32?
        /// `VirtualFree(lpAddress, dwSize, dwFreeType)`; nil of a function that is not provided.
        public var prototype: String?
        public var support: Support?
        /// Where its behaviour is written down.
        public var source: String?
        /// `drivers`; nil where everybody may call it.
        public var audience: String?
        /// What newer systems made of it, or nil.
        public var change: FunctionChange?
    }

    /// What is known of a function.
    /// - Parameter name: `VirtualCopyEx` without regard to case, or `@1602` for an ordinal of coredll.
    /// - Returns: nil when no library that the machine stands in for has it.
    public static func facts(ofFunction name: String) -> FunctionFacts? {
        if name.hasPrefix("@"), let ordinal = UInt32(name.dropFirst()) {
            return CallLibrary.coredll.export(ordinal).flatMap { facts(of: $0, in: .coredll) }
        }
        for library in CallLibrary.allCases {
            if let facts = facts(of: name, in: library) { return facts }
        }
        guard let exact = functionNames.first(where: { $0.lowercased() == name.lowercased() }), exact != name else {
            return nil
        }
        return facts(ofFunction: exact)
    }

    private static func facts(of name: String, in library: CallLibrary) -> FunctionFacts? {
        let index = CallTable.standard.index(of: name, in: library)
        let ordinal = library.ordinal(of: name)
        let change = change(ofName: name, from: library.rawValue, in: .ce6)
        guard index != nil || ordinal != nil || change?.replacement != nil else { return nil }
        let call = index.map { CallTable.standard.calls[$0].description }
        return FunctionFacts(
            library: library.rawValue, name: name, ordinal: ordinal, prototype: call?.prototype,
            support: imported(name: name, from: library.rawValue)?.support, source: call?.source,
            audience: call.flatMap { $0.audience == .everybody ? nil : $0.audience.rawValue }, change: change)
    }
}
