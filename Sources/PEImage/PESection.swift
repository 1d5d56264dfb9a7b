public import GuestAddress

/// A section of the image: a range of the loaded image, and the range of the file that fills its start.
public struct PESection: Hashable, Sendable {
    /// The name, looked up in the string table when it is longer than eight characters.
    public let name: String
    /// Where the section lies in the loaded image; not rounded to pages.
    public let range: AddressRange<RelativeAddress>
    /// Where its bytes lie in the file. What `range` has beyond them is zero.
    public let data: Range<Int>
    public let characteristics: Characteristics

    /// What a section holds and allows (IMAGE_SCN_… of the PE/COFF specification).
    public struct Characteristics: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let code = Characteristics(rawValue: 0x0000_0020)
        public static let initializedData = Characteristics(rawValue: 0x0000_0040)
        public static let uninitializedData = Characteristics(rawValue: 0x0000_0080)
        public static let discardable = Characteristics(rawValue: 0x0200_0000)
        public static let notPaged = Characteristics(rawValue: 0x0800_0000)
        public static let shared = Characteristics(rawValue: 0x1000_0000)
        public static let execute = Characteristics(rawValue: 0x2000_0000)
        public static let read = Characteristics(rawValue: 0x4000_0000)
        public static let write = Characteristics(rawValue: 0x8000_0000)
    }

    /// Whether `access` to the section is what its characteristics allow.
    public func allows(_ access: AccessKind) -> Bool {
        switch access {
        case .read: characteristics.contains(.read)
        case .write: characteristics.contains(.write)
        case .execute: characteristics.contains(.execute)
        }
    }
}
