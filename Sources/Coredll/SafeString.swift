import CEKernel
import CEMemory
import GuestAddress

/// The buffer that a function of the strsafe family writes to, and what it does about it (strsafe.h).
struct SafeString: Sendable {
    /// What the family counts in.
    enum Unit: CaseIterable, Sendable {
        case characters, bytes

        /// StringCchCopyW is `name("Copy", .wide)` in characters.
        func name(_ function: String, _ width: CharacterWidth) -> String {
            (self == .characters ? "StringCch" : "StringCb") + function + (width == .wide ? "W" : "A")
        }

        /// A size in characters.
        func characters(_ size: UInt32, _ width: CharacterWidth) -> UInt32 {
            self == .bytes ? size / width.rawValue : size
        }
    }

    /// The flags of the Ex functions; the low byte is what they fill with.
    private enum Flag {
        static let ignoreNulls: UInt32 = 0x100
        static let fillBehindNull: UInt32 = 0x200
        static let fillOnFailure: UInt32 = 0x400
        static let nullOnFailure: UInt32 = 0x800
        static let noTruncation: UInt32 = 0x1000
    }

    static let insufficientBuffer: UInt32 = 0x8007_007A
    static let invalidParameter: UInt32 = 0x8007_0057
    /// STRSAFE_MAX_CCH
    static let largestSize: UInt32 = 0x7FFF_FFFF

    let address: UInt32
    let width: CharacterWidth
    let unit: Unit
    /// Characters, the terminator included.
    let capacity: UInt32
    var endPointer: UInt32 = 0
    var remainingPointer: UInt32 = 0
    var flags: UInt32 = 0

    /// Nil when the family refuses the size.
    init?(_ address: UInt32, size: UInt32, _ unit: Unit, _ width: CharacterWidth) {
        let capacity = unit.characters(size, width)
        guard address != 0, capacity > 0, capacity <= Self.largestSize else { return nil }
        self.address = address
        self.width = width
        self.unit = unit
        self.capacity = capacity
    }

    var ignoresNulls: Bool { flags & Flag.ignoreNulls != 0 }
    private var fill: UInt8 { UInt8(truncatingIfNeeded: flags) }

    static func result(_ status: UInt32) -> CallResult { status == 0 ? .value(0) : .failure(status) }

    private func place(_ index: UInt32) -> UInt32 { address &+ index &* width.rawValue }

    /// Stores the text behind the `length` characters that are there, at most to the capacity.
    /// - Parameter isCut: whether the text is only what fits of a longer one.
    /// - Returns: the HRESULT.
    func store(
        _ units: [UInt16], after length: UInt32, isCut: Bool, _ memory: GuestView
    ) throws(GuestFault) -> UInt32 {
        let room = capacity - min(capacity, length)
        guard room > 0 else { return Self.invalidParameter }
        let fitting = Array(units.prefix(Int(room) - 1))
        var end = length + UInt32(fitting.count)
        let isCut = isCut || fitting.count < units.count
        if isCut, flags & (Flag.fillOnFailure | Flag.nullOnFailure) != 0 {
            if flags & Flag.fillOnFailure != 0 {
                try memory.fill(address, count: capacity &* width.rawValue, with: fill)
                end = fill == 0 ? 0 : capacity - 1
            } else {
                end = 0
            }
            try memory.setUnit(0, place(end), width)
        } else if isCut, flags & Flag.noTruncation != 0 {
            end = length
            try memory.setUnit(0, place(end), width)
        } else {
            try memory.write(fitting, place(length), width, terminated: true)
            if flags & Flag.fillBehindNull != 0, end + 1 < capacity {
                try memory.fill(place(end + 1), count: (capacity - end - 1) &* width.rawValue, with: fill)
            }
        }
        if endPointer != 0 { try memory.setWord(place(end), endPointer) }
        if remainingPointer != 0 {
            try memory.setWord((capacity - end) &* (unit == .bytes ? width.rawValue : 1), remainingPointer)
        }
        return isCut ? Self.insufficientBuffer : 0
    }
}
