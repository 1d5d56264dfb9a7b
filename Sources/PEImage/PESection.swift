package import GuestAddress

/// A section of the image: a range of the loaded image, and the range of the file that fills its start.
package struct PESection: Hashable, Sendable {
    /// The name, looked up in the string table when it is longer than eight characters.
    package let name: String
    /// Where the section lies in the loaded image; not rounded to pages.
    package let range: AddressRange<RelativeAddress>
    /// Where its bytes lie in the file. What `range` has beyond them is zero.
    package let data: Range<Int>
    package let characteristics: Characteristics

    /// What a section holds and allows (IMAGE_SCN_… of the PE/COFF specification).
    package struct Characteristics: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let code = Characteristics(rawValue: 0x0000_0020)
        package static let initializedData = Characteristics(rawValue: 0x0000_0040)
        package static let uninitializedData = Characteristics(rawValue: 0x0000_0080)
        package static let discardable = Characteristics(rawValue: 0x0200_0000)
        package static let notPaged = Characteristics(rawValue: 0x0800_0000)
        package static let shared = Characteristics(rawValue: 0x1000_0000)
        package static let execute = Characteristics(rawValue: 0x2000_0000)
        package static let read = Characteristics(rawValue: 0x4000_0000)
        package static let write = Characteristics(rawValue: 0x8000_0000)
    }

    /// Whether `access` to the section is what its characteristics allow.
    package func allows(_ access: AccessKind) -> Bool {
        switch access {
        case .read: characteristics.contains(.read)
        case .write: characteristics.contains(.write)
        case .execute: characteristics.contains(.execute)
        }
    }
}
