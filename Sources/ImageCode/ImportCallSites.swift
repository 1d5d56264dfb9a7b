internal import GuestAddress
package import PEImage

/// Where code calls functions that an image imports: loads of their slots, and branches to the stubs that jump through
/// them.
///
/// It goes by the forms that compilers of A32, Thumb and Thumb-2 code give: an address in a literal pool, or MOVW and
/// MOVT.
package struct ImportCallSites {
    /// The places, in order, by the slot of the import.
    package private(set) var sites: [RelativeAddress: [RelativeAddress]] = [:]

    private let code: CodeBytes
    private let slots: Set<UInt32>
    /// Slots by the address of the stub that jumps through them.
    private var stubs: [UInt32: UInt32] = [:]
    private var branches: [(target: UInt32, place: UInt32)] = []

    /// - Parameter slots: of the imports that are looked for.
    package init(_ image: PEImage, slots: some Sequence<RelativeAddress>) {
        code = CodeBytes(image)
        self.slots = Set(slots.map(\.rawValue))
        for part in code.code {
            let count = UInt32(truncatingIfNeeded: part.count)
            if image.machine != .armNT {
                for offset in stride(from: 0, to: count & ~3, by: 4) { scanA32(part.base &+ offset) }
            }
            if image.machine != .arm {
                for offset in stride(from: 0, to: count & ~1, by: 2) { scanThumb(part.base &+ offset) }
            }
        }
        for branch in branches { if let slot = stubs[branch.target] { add(branch.place, slot) } }
        for slot in sites.keys { sites[slot]?.sort { $0.rawValue < $1.rawValue } }
    }

    private mutating func add(_ place: UInt32, _ slot: UInt32) {
        sites[RelativeAddress(slot), default: []].append(RelativeAddress(place))
    }

    /// The slot that an address constant means.
    private func slot(_ address: UInt32?) -> UInt32? {
        guard let address else { return nil }
        let slot = address &- code.imageBase
        return slots.contains(slot) ? slot : nil
    }

    private mutating func scanA32(_ place: UInt32) {
        guard let word = code.word(place) else { return }
        if word & 0x0F7F_0000 == 0x051F_0000, word >> 28 != 0xF {
            let offset = word & 0xFFF
            let literal = word & 0x0080_0000 != 0 ? place &+ 8 &+ offset : place &+ 8 &- offset
            guard let slot = slot(code.word(literal)) else { return }
            let register = word >> 12 & 0xF
            // LDR pc, [Rd].
            if code.word(place &+ 4) == 0xE590_F000 | register << 16 { stubs[place] = slot } else { add(place, slot) }
        } else if word & 0x0E00_0000 == 0x0A00_0000, word >> 28 != 0xF {
            let offset = UInt32(bitPattern: Int32(bitPattern: word << 8) >> 6)
            branches.append((place &+ 8 &+ offset, place))
        }
    }

    private mutating func scanThumb(_ place: UInt32) {
        guard let first = code.half(place) else { return }
        if first & 0xF800 == 0x4800 {
            let literal = (place &+ 4) & ~3 &+ (first & 0xFF) << 2
            load(place, register: first >> 8 & 7, size: 2, slot(code.word(literal)))
            return
        }
        guard let second = code.half(place &+ 2) else { return }
        if first == 0xF8DF {
            load(place, register: second >> 12, size: 4, slot(code.word((place &+ 4) & ~3 &+ (second & 0xFFF))))
        } else if first & 0xFBF0 == 0xF240, let high = code.half(place &+ 4), high & 0xFBF0 == 0xF2C0,
            let last = code.half(place &+ 6), last >> 8 & 0xF == second >> 8 & 0xF
        {
            let address = Self.immediate(first, second) | Self.immediate(high, last) << 16
            load(place, register: second >> 8 & 0xF, size: 8, slot(address))
        } else if first & 0xF800 == 0xF000, second & 0xC000 != 0x0000, second & 0x8000 != 0 {
            branch(place, first, second)
        }
    }

    /// imm16 of MOVW and MOVT.
    private static func immediate(_ first: UInt32, _ second: UInt32) -> UInt32 {
        (first & 0xF) << 12 | (first >> 10 & 1) << 11 | (second >> 12 & 7) << 8 | second & 0xFF
    }

    private mutating func load(_ place: UInt32, register: UInt32, size: UInt32, _ slot: UInt32?) {
        guard let slot else { return }
        let isStub = code.half(place &+ size) == 0xF8D0 | register && code.half(place &+ size &+ 2) == 0xF000
        if isStub { stubs[place] = slot } else { add(place, slot) }
    }

    /// BL, BLX and B.W.
    private mutating func branch(_ place: UInt32, _ first: UInt32, _ second: UInt32) {
        guard second & 0xD000 == 0xD000 || second & 0xD000 == 0xC000 || second & 0xD000 == 0x9000 else { return }
        let sign = first >> 10 & 1
        let (i1, i2) = ((second >> 13 & 1) ^ sign ^ 1, (second >> 11 & 1) ^ sign ^ 1)
        let raw = sign << 24 | i1 << 23 | i2 << 22 | (first & 0x3FF) << 12 | (second & 0x7FF) << 1
        let offset = UInt32(bitPattern: Int32(bitPattern: raw << 7) >> 7)
        let target = place &+ 4 &+ offset
        branches.append((second & 0xD000 == 0xC000 ? target & ~3 : target, place))
    }
}
