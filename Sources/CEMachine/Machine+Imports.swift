import CEKernel
import Coredll

extension Machine {
    /// How much of a function there is.
    public enum Support: Hashable, Sendable {
        case full
        /// It works but for what the text says.
        case partial(String)
        /// It takes its arguments, does nothing and says that all is well.
        case stub
    }

    /// A function of coredll or ceddk that images import.
    public struct ImportedFunction: Hashable, Sendable {
        /// Nil for an ordinal that the library is not known to have.
        public var name: String?
        /// Nil for a function that the library is not known to export by ordinal.
        public var ordinal: UInt32?
        /// How much of it there is; nil when a call stops the calling thread with a message.
        public var support: Support?
        public var isProvided: Bool { support != nil }
    }

    /// Whether the machine stands in for a library, so that \\Windows need not have it.
    /// - Parameter library: as an import table spells it: the case does not matter, ".dll" may be missing.
    public static func isBuiltIn(library: String) -> Bool { CallLibrary(named: library) != nil }

    /// Whether an image of that library among the files comes before the machine's own: of ceddk, which BSPs extend.
    public static func isReplaceable(library: String) -> Bool { CallLibrary(named: library) == .ceddk }

    /// What an import by name means; nil when the machine does not stand in for the library.
    public static func imported(name: String, from library: String) -> ImportedFunction? {
        guard let library = CallLibrary(named: library) else { return nil }
        return ImportedFunction(
            name: name, ordinal: library.ordinal(of: name),
            support: support(CallTable.standard.index(of: name, in: library)))
    }

    /// What an import by ordinal means; nil when the machine does not stand in for the library.
    public static func imported(ordinal: UInt32, from library: String) -> ImportedFunction? {
        guard let library = CallLibrary(named: library) else { return nil }
        return ImportedFunction(
            name: library.export(ordinal), ordinal: ordinal,
            support: support(CallTable.standard.index(ofOrdinal: ordinal, in: library)))
    }

    private static func support(_ index: Int?) -> Support? {
        index.map {
            switch CallTable.standard.calls[$0].description.support {
            case .full: .full
            case .partial(let missing): .partial(missing)
            case .stub: .stub
            }
        }
    }

    /// The names of all functions that the machine provides.
    public static var functionNames: [String] { CallTable.standard.calls.map(\.name) }
}
