import CEMemory
package import SavedState

/// A search that FindFirstFile began. It keeps its place by name, not a list: what was made or deleted meanwhile counts.
package final class FileSearch: SavedObject {
    private let directory: GuestFile
    private let pattern: [UInt16]
    private let work: HostWork
    /// The name that was handed out last.
    private var last: String?

    /// - Parameter pattern: lower-case.
    init(_ directory: GuestFile, _ pattern: [UInt16], _ work: HostWork) {
        self.directory = directory
        self.pattern = pattern
        self.work = work
    }

    /// The next file that matches, in the order of names.
    /// - Parameter isToEnd: asked now and then: whether to give up. Thousands of long names take the host seconds.
    package func advance(unless isToEnd: () -> Bool = { false }) -> GuestFile? {
        var looked = 0
        for entry in directory.children.entries(after: last) {
            looked += 1
            if looked % 64 == 0, isToEnd() { return nil }
            let (isMatch, steps) = Self.compare(entry.units, pattern)
            work.look(at: 12 + steps)
            if isMatch {
                last = entry.key
                return entry.file
            }
        }
        return nil
    }

    /// Whether a name fits a pattern with `*` and `?`, and how many characters were compared: at most the product of the lengths.
    static func compare(_ name: [UInt16], _ pattern: [UInt16]) -> (isMatch: Bool, steps: Int) {
        let star = UInt16(ascii: "*")
        let any = UInt16(ascii: "?")
        let lastStar = pattern.lastIndex(of: star)
        var steps = 0
        var position = 0
        var place = 0
        /// Where the last star was, and how much of the name it has taken.
        var retry: (place: Int, position: Int)?
        while position < name.count {
            steps += 1
            if place < pattern.count, pattern[place] == star {
                retry = (place, position)
                place += 1
                guard place - 1 == lastStar else { continue }
                // What is behind the last star is the end of the name.
                let end = name.count - (pattern.count - place)
                guard end >= position else { return (false, steps) }
                position = end
                retry = nil
            } else if place < pattern.count, pattern[place] == any || pattern[place] == name[position] {
                place += 1
                position += 1
            } else if let last = retry {
                place = last.place + 1
                position = last.position + 1
                retry = (last.place, position)
            } else {
                return (false, steps)
            }
        }
        return (pattern[place...].allSatisfy { $0 == star }, steps)
    }

    // MARK: Saving

    private enum CodingKeys: CodingKey { case directory, pattern }
    package static let hostProperties: Set<String> = ["work"]

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(GuestFile.self, forKey: .directory), try values.decode([UInt16].self, forKey: .pattern),
            try decoder.host(HostWork.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(directory, forKey: .directory)
        try values.encode(pattern, forKey: .pattern)
    }

    package func carry(_ state: StateCarrier) throws { try state.carry(&last) }
}

extension UInt16 {
    /// The code unit of an ASCII character.
    package init(ascii scalar: Unicode.Scalar) { self = UInt16(UInt8(ascii: scalar)) }
}
