/// The export table of an image.
package struct PEExports: Hashable, Sendable {
    /// Where an export leads.
    package enum Target: Hashable, Sendable {
        /// Into this image; bit 0 is set for Thumb code.
        case address(RelativeAddress)
        /// To another library, as "LIBRARY.Name" or "LIBRARY.#ordinal".
        case forwarder(String)
    }

    /// The name that the library gives itself.
    package let libraryName: String
    /// The ordinal of the first of `targets`.
    package let ordinalBase: UInt32
    /// By ordinal, from `ordinalBase`; nil where an ordinal is not used.
    package let targets: [Target?]
    /// Indices into `targets`, by name.
    package let indicesByName: [String: Int]

    /// The export of this ordinal, or nil when there is none.
    package subscript(ordinal ordinal: UInt32) -> Target? {
        guard ordinal >= ordinalBase, ordinal - ordinalBase < targets.count else { return nil }
        return targets[Int(ordinal - ordinalBase)]
    }

    /// The export of this name, case sensitive, or nil when there is none.
    package subscript(name name: String) -> Target? {
        indicesByName[name].flatMap { targets[$0] }
    }

    static let none = PEExports(libraryName: "", ordinalBase: 0, targets: [], indicesByName: [:])
}
