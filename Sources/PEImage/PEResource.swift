import GuestAddress

/// A resource of an image (winnt.h of the public SDK: IMAGE_RESOURCE_DIRECTORY and what hangs on it).
package struct PEResource: Hashable, Sendable {
    /// What names a resource or a type of resources.
    package enum Name: Hashable, Sendable {
        case number(UInt16)
        /// UTF-16; letters of the ASCII set are compared in either case.
        case text([UInt16])
    }

    /// RT_STRING: blocks of sixteen strings.
    package static let stringBlocks = Name.number(6)

    /// Where the entry is that says where the data is: what an HRSRC points at.
    package var entry: RelativeAddress
    package var data: RelativeAddress
    /// Bytes, all within the image.
    package var size: UInt32
}

extension PEImage {
    /// Looks for a resource in the first language that has it, the neutral one before others.
    /// - Parameter looked: gets the number of entries that were looked at.
    /// - Returns: nil when there is none; `hasType` says whether there are others of its type.
    /// - Throws: `PEImageError` for a tree that is cut short or leads out of the image.
    package func resource(
        _ name: PEResource.Name, of type: PEResource.Name, looked: inout Int
    ) throws(PEImageError) -> (found: PEResource?, hasType: Bool) {
        guard let resources else { return (nil, false) }
        let loaded = LoadedBytes(file: file, sections: sections, sizeOfHeaders: sizeOfHeaders)
        var reader = ResourceReader(loaded: loaded, root: resources.base.rawValue, sizeOfImage: sizeOfImage)
        defer { looked += reader.looked }
        guard let names = try reader.directory(named: type, in: 0) else { return (nil, false) }
        guard let languages = try reader.directory(named: name, in: names) else { return (nil, true) }
        return (try reader.data(in: languages), true)
    }
}
