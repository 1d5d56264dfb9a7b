import GuestAddress
package import SavedState
import Unicorn

/// A file-mapping object: a number of pages that views show, each taken from the pool when it is first touched. It lasts as long as a
/// handle or a view refers to it.
package final class FileMapping: SavedObject {
    package let name: String?
    /// Bytes, more than 0.
    let size: UInt32
    package let isWritable: Bool
    /// The file whose bytes it shows; nil of one that is backed by RAM alone.
    package let file: (any MappedFile)?
    /// Where a view of it lies in every process that has room there; RAM-backed mappings only.
    let place: AddressRange<VirtualAddress>?
    private let pool: PagePool
    private let memory: PhysicalMemory
    private let places: MappedFilePlaces
    /// The pages taken so far, with one reference each, by number.
    private var frames: [Int: PhysicalAddress] = [:]
    /// What pages of a file held when they were read or written back last.
    private var clean: [Int: [UInt8]] = [:]

    init(
        name: String?, size: UInt32, isWritable: Bool, file: (any MappedFile)?, place: AddressRange<VirtualAddress>?,
        pool: PagePool, memory: PhysicalMemory, places: MappedFilePlaces
    ) {
        self.name = name
        self.size = size
        self.isWritable = isWritable
        self.file = file
        self.place = place
        self.pool = pool
        self.memory = memory
        self.places = places
    }

    deinit {
        for frame in frames.values { pool.release(frame) }
        if let place { places.giveBack(place) }
    }

    package var pages: Int { Int((UInt64(size) + 4095) / 4096) }

    /// The physical page of a page of the file, taken and filled when nobody has touched it yet; nil when the pool has none left.
    /// - Parameters:
    ///   - owner: who touches it.
    ///   - site: the call that made the view.
    func frame(_ page: Int, owner: UInt16, site: CallSite) -> PhysicalAddress? {
        if let known = frames[page] { return known }
        guard let frame = pool.allocate(.committed, owner: owner, site: site) else { return nil }
        if let file {
            let content = bytes(of: page, in: file)
            if let (ram, offset) = memory.locate(frame) { _ = ram.write(content.span, at: offset) }
            clean[page] = content
        }
        frames[page] = frame
        return frame
    }

    private func bytes(of page: Int, in file: any MappedFile) -> [UInt8] {
        let start = min(page * 4096, file.bytes.count)
        let end = min(start + 4096, file.bytes.count, Int(size))
        return start < end ? Array(file.bytes[start..<end]) : []
    }

    /// The bytes of a page when a guest has changed them since they were read; nil otherwise.
    package func changedBytes(of page: Int) -> [UInt8]? {
        guard let frame = frames[page], let before = clean[page] else { return nil }
        let count = min(4096, Int(size) - page * 4096)
        guard let now = memory.bytes(at: frame, count: count) else { return nil }
        let isSame = now.starts(with: before) && now.dropFirst(before.count).allSatisfy { $0 == 0 }
        return isSame ? nil : now
    }

    /// Takes note that a page's bytes are in the file now.
    package func noteWritten(_ page: Int, _ bytes: [UInt8]) { clean[page] = bytes }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&frames)
        try state.carry(&clean)
        guard frames.keys.allSatisfy((0..<pages).contains), clean.keys.allSatisfy((0..<pages).contains),
            clean.values.allSatisfy({ $0.count <= 4096 })
        else { throw StateError.malformed("pages of a mapping") }
    }
}

/// A view of a file mapping: what is behind a reservation's pages.
package final class FileView: SavedObject {
    package let mapping: FileMapping
    /// The mapping's page at the view's first.
    package let firstPage: Int
    package let protection: Protection

    init(mapping: FileMapping, firstPage: Int, protection: Protection) {
        self.mapping = mapping
        self.firstPage = firstPage
        self.protection = protection
    }
}

/// Where RAM-backed mappings lie, at one address for all processes (`VM_RAM_MAP_BASE`; `Documentation/CE-Memory.md`, section 1).
final class MappedFilePlaces: SavedPart {
    let window: AddressRange<VirtualAddress>
    private static let granularity: UInt64 = 0x1_0000

    /// Taken ranges, by address.
    private var taken: [AddressRange<VirtualAddress>] = []

    init(window: AddressRange<VirtualAddress>) { self.window = window }

    var count: Int { taken.count }

    /// The lowest room for so many bytes, or nil when there is none.
    func take(_ size: UInt64) -> AddressRange<VirtualAddress>? {
        let wanted = (size + Self.granularity - 1) & ~(Self.granularity - 1)
        var base = window.base
        var position = 0
        while position < taken.count, UInt64(taken[position].base.rawValue) < UInt64(base.rawValue) + wanted {
            base = VirtualAddress(UInt32(truncatingIfNeeded: taken[position].end))
            position += 1
        }
        guard let range = AddressRange(base: base, size: wanted), window.contains(range) else { return nil }
        taken.insert(range, at: position)
        return range
    }

    func giveBack(_ range: AddressRange<VirtualAddress>) { taken.removeAll { $0 == range } }
}

extension MappedFilePlaces {
    static var hostProperties: Set<String> { ["window"] }

    func carry(_ state: StateCarrier) throws { try state.carry(&taken) }
}

extension FileMapping {
    private enum CodingKeys: CodingKey { case name, size, isWritable, file, place }
    package static var hostProperties: Set<String> { ["pool", "memory", "places"] }

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let name = try values.decodeIfPresent(String.self, forKey: .name)
        let size = try values.decode(UInt32.self, forKey: .size)
        let isWritable = try values.decode(Bool.self, forKey: .isWritable)
        let file = try values.decodeIfPresent(AnySavedObject.self, forKey: .file)?.object
        guard size > 0, file == nil || file is any MappedFile else {
            throw StateError.malformed("a mapping of no file")
        }
        self.init(
            name: name, size: size, isWritable: isWritable, file: file as? any MappedFile,
            place: try values.decodeIfPresent(AddressRange<VirtualAddress>.self, forKey: .place),
            pool: try decoder.host(PagePool.self), memory: try decoder.host(PhysicalMemory.self),
            places: try decoder.host(MappedFilePlaces.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(name, forKey: .name)
        try values.encode(size, forKey: .size)
        try values.encode(isWritable, forKey: .isWritable)
        try values.encodeIfPresent(file.map { AnySavedObject($0) }, forKey: .file)
        try values.encodeIfPresent(place, forKey: .place)
    }
}
