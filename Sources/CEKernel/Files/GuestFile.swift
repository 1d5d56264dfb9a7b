import CEMemory
package import PEImage
package import SavedState

/// A file or directory of the emulated system's RAM file system.
package final class GuestFile: SavedObject {
    /// Attributes (winnt.h of the public SDK).
    package static let readOnly: UInt32 = 0x01
    package static let hidden: UInt32 = 0x02
    package static let system: UInt32 = 0x04
    static let directory: UInt32 = 0x10
    package static let archive: UInt32 = 0x20
    package static let normal: UInt32 = 0x80
    package static let temporary: UInt32 = 0x100

    /// Changes when it is moved.
    package internal(set) var name: String
    package let isDirectory: Bool
    package private(set) var bytes: [UInt8]
    package var attributes: UInt32
    /// FILETIMEs.
    package var created: UInt64
    package var written: UInt64
    /// What is in a directory.
    var children = DirectoryEntries()
    /// Whether its bytes count for what guests may write.
    let isGuestMade: Bool
    private var parsed: PEImage?
    private var exported: ExportedFunctions?
    private var opens: [WeakOpen] = []

    private struct WeakOpen {
        weak var open: OpenFile?
    }

    init(name: String, isDirectory: Bool, bytes: [UInt8] = [], time: UInt64, isGuestMade: Bool) {
        self.name = name
        self.isDirectory = isDirectory
        self.bytes = bytes
        attributes = isDirectory ? Self.directory : Self.archive
        created = time
        written = time
        self.isGuestMade = isGuestMade
    }

    /// The file read as an image; it is parsed once.
    package func image() throws(PEImageError) -> PEImage {
        if let parsed { return parsed }
        let image = try PEImage(bytes: bytes)
        parsed = image
        exported = nil
        return image
    }

    /// What the file exports, as an image; it is looked up once for all that load it.
    func exportedFunctions(of image: PEImage) -> ExportedFunctions {
        if let exported { return exported }
        let made = ExportedFunctions(image)
        exported = made
        return made
    }

    /// Writes bytes at a position, filling what lies between the end and it with zeros. The caller has checked the size.
    func write(_ data: [UInt8], at position: Int) {
        parsed = nil
        if position > bytes.count { bytes += [UInt8](repeating: 0, count: position - bytes.count) }
        bytes.replaceSubrange(position..<min(bytes.count, position + data.count), with: data)
    }

    func setSize(_ size: Int) {
        parsed = nil
        if size < bytes.count {
            bytes.removeLast(bytes.count - size)
        } else {
            bytes += [UInt8](repeating: 0, count: size - bytes.count)
        }
    }

    // MARK: Sharing

    var isOpen: Bool { opens.contains { $0.open != nil } }

    /// Whether the share modes of those who have the file open, and the one asked for, allow one more.
    package func allows(access: UInt32, share: UInt32) -> Bool {
        opens.allSatisfy {
            guard let other = $0.open else { return true }
            return OpenFile.isShared(access, by: other.share) && OpenFile.isShared(other.access, by: share)
        }
    }

    func note(_ open: OpenFile) {
        opens.removeAll { $0.open == nil }
        opens.append(WeakOpen(open: open))
    }

    // MARK: Saving

    private enum CodingKeys: CodingKey { case isDirectory, isGuestMade }
    /// It is read again when somebody asks for it.
    package static let hostProperties: Set<String> = ["parsed", "exported"]

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: "",
            isDirectory: try values.decode(Bool.self, forKey: .isDirectory),
            time: 0,
            isGuestMade: try values.decode(Bool.self, forKey: .isGuestMade))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(isDirectory, forKey: .isDirectory)
        try values.encode(isGuestMade, forKey: .isGuestMade)
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&name)
        try state.carry(&created)
        try state.carry(&bytes)
        try state.carry(&attributes)
        try state.carry(&written)
        try state.carry(&children)
        try state.carry(&opens, as: { $0.compactMap(\.open) }, from: { $0.map(WeakOpen.init) })
        if state.isReading { parsed = nil }
    }
}

/// An open file: what CreateFile's handle stands for. The file is closed when the last reference goes.
package final class OpenFile: MappedFile {
    package let file: GuestFile
    package var bytes: [UInt8] { file.bytes }
    package let access: UInt32
    package let share: UInt32
    package var position: UInt64 = 0
    /// Whether a stream has met the end of the file since it was last moved.
    package var hasMetEnd = false

    package static let genericRead: UInt32 = 0x8000_0000
    package static let genericWrite: UInt32 = 0x4000_0000
    package static let shareRead: UInt32 = 1
    private static let shareWrite: UInt32 = 2

    package init(file: GuestFile, access: UInt32, share: UInt32) {
        self.file = file
        self.access = access
        self.share = share
        file.note(self)
    }

    /// Whether somebody who shares with `share` puts up with `access`.
    static func isShared(_ access: UInt32, by share: UInt32) -> Bool {
        (access & genericRead == 0 || share & shareRead != 0)
            && (access & genericWrite == 0 || share & shareWrite != 0)
    }

    private enum CodingKeys: CodingKey { case file, access, share }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&position)
        try state.carry(&hasMetEnd)
    }
}
