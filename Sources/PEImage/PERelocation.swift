/// A place in the image that holds an address, and must change when the image is not loaded at its preferred base.
package struct PERelocation: Hashable, Sendable {
    /// How the address is stored (IMAGE_REL_BASED_… of the PE/COFF specification).
    package enum Kind: UInt8, Hashable, Sendable {
        /// A 32-bit word.
        case highLow = 3
        /// An A32 MOVW and the MOVT that follows it.
        case armMov32 = 5
        /// A Thumb-2 MOVW and the MOVT that follows it.
        case thumbMov32 = 7

        /// The bytes that it changes.
        var size: UInt32 { self == .highLow ? 4 : 8 }
    }

    package let address: RelativeAddress
    package let kind: Kind
}
