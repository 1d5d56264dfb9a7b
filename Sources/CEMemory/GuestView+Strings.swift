import ARMMMU
import GuestAddress
import Unicorn

/// The size of a string's characters, in bytes: the C runtime has each of its string functions for both.
package enum CharacterWidth: UInt32, Sendable, Codable {
    case narrow = 1
    case wide = 2

    package var other: CharacterWidth { self == .narrow ? .wide : .narrow }
    /// The bits of a character.
    package var mask: UInt16 { self == .narrow ? 0xFF : 0xFFFF }
}

/// Reads a guest string's characters one after the other, with one table walk a page.
package struct GuestCharacters {
    private let view: GuestView
    private let width: CharacterWidth
    /// The next character's.
    package private(set) var address: UInt32
    private var bank: GuestRAM?
    private var offset = 0
    private var remaining = 0

    init(_ view: GuestView, _ address: UInt32, _ width: CharacterWidth) {
        self.view = view
        self.address = address
        self.width = width
    }

    @inline(__always)
    package mutating func next() throws(GuestFault) -> UInt16 {
        let size = Int(width.rawValue)
        if remaining < size { try turnPage() }
        guard remaining >= size, let bank, let low = bank.byte(at: offset) else { return try oddOne() }
        var unit = UInt16(low)
        if width == .wide { unit |= UInt16(bank.byte(at: offset + 1) ?? 0) << 8 }
        view.note(address, width.rawValue, .read)
        offset += size
        remaining -= size
        address &+= width.rawValue
        return unit
    }

    private mutating func turnPage() throws(GuestFault) {
        let page = try view.page(VirtualAddress(address), .read)
        guard let (bank, offset) = view.memory.locate(page.physical), offset < bank.size else {
            remaining = 0
            return
        }
        self.bank = bank
        self.offset = offset
        remaining = min(Int(page.length), bank.size - offset)
    }

    /// A character across two pages, or in a device window.
    private mutating func oddOne() throws(GuestFault) -> UInt16 {
        let unit = try view.unit(address, width)
        remaining = 0
        address &+= width.rawValue
        return unit
    }
}

extension GuestView {
    package func unit(_ address: UInt32, _ width: CharacterWidth) throws(GuestFault) -> UInt16 {
        switch width {
        case .narrow: UInt16(try byte(address))
        case .wide: try halfword(address)
        }
    }

    package func setUnit(_ unit: UInt16, _ address: UInt32, _ width: CharacterWidth) throws(GuestFault) {
        switch width {
        case .narrow: try setByte(UInt8(truncatingIfNeeded: unit), address)
        case .wide: try setHalfword(unit, address)
        }
    }

    package func characters(_ address: UInt32, _ width: CharacterWidth) -> GuestCharacters {
        GuestCharacters(self, address, width)
    }

    /// The characters before the terminator, at most `limit`.
    package func length(_ address: UInt32, _ width: CharacterWidth, limit: UInt32 = .max) throws(GuestFault) -> UInt32 {
        if width == .narrow { return try firstIndex(of: 0, address, count: limit) ?? limit }
        let limit = min(limit, UInt32.max / 2)
        var characters = characters(address, width)
        var count: UInt32 = 0
        while count < limit, try characters.next() != 0 { count += 1 }
        return count
    }

    /// The characters before the terminator, at most `limit`, as they are.
    package func units(_ address: UInt32, _ width: CharacterWidth, limit: UInt32) throws(GuestFault) -> [UInt16] {
        var characters = characters(address, width)
        var units: [UInt16] = []
        while units.count < limit {
            let unit = try characters.next()
            if unit == 0 { break }
            units.append(unit)
        }
        return units
    }

    /// Exactly `count` characters, terminators included.
    package func exactUnits(_ address: UInt32, _ width: CharacterWidth, count: UInt32) throws(GuestFault) -> [UInt16] {
        var characters = characters(address, width)
        var units: [UInt16] = []
        while units.count < count { units.append(try characters.next()) }
        return units
    }

    /// Stores characters, and a terminator after them when asked to.
    package func write(_ units: [UInt16], _ address: UInt32, _ width: CharacterWidth, terminated: Bool)
        throws(GuestFault)
    {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((units.count + 1) * Int(width.rawValue))
        for unit in units {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            if width == .wide { bytes.append(UInt8(truncatingIfNeeded: unit >> 8)) }
        }
        if terminated { for _ in 0..<width.rawValue { bytes.append(0) } }
        try write(bytes, address)
    }
}
