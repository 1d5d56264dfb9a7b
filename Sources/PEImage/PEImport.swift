/// One function or variable that an image takes from a library.
public struct PEImport: Hashable, Sendable {
    /// How the library is asked for it.
    public enum Symbol: Hashable, Sendable, CustomStringConvertible {
        case ordinal(UInt16)
        case name(String)

        public var description: String {
            switch self {
            case .ordinal(let number): "@\(number)"
            case .name(let text): text
            }
        }
    }

    public let symbol: Symbol
    /// The word of the import address table that the loader fills in. It may lie in a read-only section.
    public let slot: RelativeAddress
}

/// What an image takes from one library, in the order of its table.
public struct PEImportedLibrary: Hashable, Sendable {
    /// As the image spells it: the case varies, and ".dll" may be missing.
    public let name: String
    public let imports: [PEImport]
}
