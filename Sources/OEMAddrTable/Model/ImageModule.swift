public import GuestAddress

/// A module of an image: an entry of the table of contents behind ROMHDR (public header romldr.h).
public struct ImageModule: Hashable, Sendable {
    /// A section as it lies in the image and as it runs.
    public struct Section: Hashable, Sendable {
        /// Where its bytes are in the image.
        public var data: VirtualAddress
        /// Bytes in the image.
        public var dataSize: UInt32
        /// Where it runs; equal to `data` when it runs in place.
        public var run: VirtualAddress
        /// Bytes when it runs.
        public var runSize: UInt32
    }

    public var name: String
    /// Bytes of the file that it was.
    public var fileSize: UInt32
    public var sections: [Section]

    /// Whether an address is one of the module's bytes in the image.
    package func stores(_ address: UInt64) -> Bool {
        sections.contains { extent($0.data.rawValue, UInt64($0.dataSize)).contains(address) }
    }

    /// Whether an address is in one of its sections when they run.
    func runs(at address: UInt64) -> Bool {
        sections.contains { extent($0.run.rawValue, UInt64($0.runSize)).contains(address) }
    }
}
