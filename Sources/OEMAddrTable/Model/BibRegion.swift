public import Diagnostics
public import GuestAddress

/// A line of config.bib's MEMORY section.
public struct BibRegion: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case ramimage = "RAMIMAGE"
        case ram = "RAM"
        case reserved = "RESERVED"
        case nandimage = "NANDIMAGE"
        case extensionRegion = "EXTENSION"
        case rom8 = "ROM_8"
        case rom16 = "ROM_16"
        case romx8 = "ROMx8"
    }

    public var name: String
    public var start: VirtualAddress
    /// Bytes.
    public var size: UInt64
    public var kind: Kind
    /// The fifth word of the line: the region that an EXTENSION extends.
    public var extended: String?
    /// The line, from its name to its last word.
    public var location: SourceLocation
    public var startPlace: FieldPlace?
    public var sizePlace: FieldPlace?
    /// The constants that start and size are written with, `IMAGE_WINCE_RAM_CA` of `$(IMAGE_WINCE_RAM_CA)`; empty for
    /// numbers.
    public var names: Set<String> = []
    /// Whether the line is of a boot loader's bib.
    public var isOfBootLoader = false

    public init(
        name: String, start: VirtualAddress, size: UInt64, kind: Kind, location: SourceLocation,
        extended: String? = nil, startPlace: FieldPlace? = nil, sizePlace: FieldPlace? = nil
    ) {
        self.name = name
        self.start = start
        self.size = size
        self.kind = kind
        self.location = location
        self.extended = extended
        self.startPlace = startPlace
        self.sizePlace = sizePlace
    }

    /// The location of one field, or of the line when the reader did not note it.
    public func location(of field: KeyPath<BibRegion, FieldPlace?>) -> SourceLocation {
        self[keyPath: field]?.location(in: location.file) ?? location
    }
}
