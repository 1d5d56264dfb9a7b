/// A section of an image under construction.
struct ImageSection {
    /// IMAGE_SCN_… of the PE format.
    enum Flags {
        static let code = 0x20
        static let data = 0x40
        static let zeroed = 0x80
        static let discardable = 0x0200_0000
        static let execute = 0x2000_0000
        static let read = 0x4000_0000
        static let write = 0x8000_0000
    }

    var name: String
    /// Relative to the base of the image.
    var address: Int
    var data: [UInt8]
    var flags: Int
    var virtualSize: Int

    init(_ name: String, address: Int, data: [UInt8], flags: Int, virtualSize: Int? = nil) {
        self.name = name
        self.address = address
        self.data = data
        self.flags = flags
        self.virtualSize = virtualSize ?? data.count
    }

    var end: Int { address + virtualSize }
}

/// A place that a loader puts right when it moves an image.
struct ImageRelocation: Hashable, Comparable {
    /// IMAGE_REL_BASED_… of the PE format.
    enum Kind: Int {
        case highLow = 3
        case armMove = 5
    }

    /// Relative to the base of the image.
    var address: Int
    var kind: Kind

    static func < (left: Self, right: Self) -> Bool {
        (left.address, left.kind.rawValue) < (right.address, right.kind.rawValue)
    }
}
