/// One function or variable that an image takes from a library.
package struct PEImport: Hashable, Sendable {
    /// How the library is asked for it.
    package enum Symbol: Hashable, Sendable, CustomStringConvertible {
        case ordinal(UInt16)
        case name(String)

        package var description: String {
            switch self {
            case .ordinal(let number): "@\(number)"
            case .name(let text): text
            }
        }
    }

    package let symbol: Symbol
    /// The word of the import address table that the loader fills in. It may lie in a read-only section.
    package let slot: RelativeAddress
}

/// What an image takes from one library, in the order of its table.
package struct PEImportedLibrary: Hashable, Sendable {
    /// As the image spells it: the case varies, and ".dll" may be missing.
    package let name: String
    package let imports: [PEImport]
}
