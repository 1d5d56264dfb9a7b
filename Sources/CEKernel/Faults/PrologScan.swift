/// What the instructions of a prolog have done to the stack: how far it was lowered, and what was saved where.
///
/// CE's kernel unwinds in the same way: the function table says where a function begins and how long its prolog is, the rest is in
/// the instructions.
struct PrologScan {
    /// Bytes by which SP lies below its value at entry.
    private(set) var lowered: UInt32 = 0
    /// Saved registers: bytes below the entry SP.
    private(set) var slots: [Int: UInt32] = [:]
    /// A register that holds the entry SP less a distance.
    private(set) var frame: (register: Int, below: UInt32)?

    private mutating func push(_ list: UInt32) {
        lowered &+= UInt32(list.nonzeroBitCount) &* 4
        var place = lowered
        for register in 0..<16 where list & 1 << UInt32(register) != 0 {
            slots[register] = place
            place &-= 4
        }
    }

    private mutating func store(_ register: UInt32, lowering bytes: UInt32) {
        lowered &+= bytes
        slots[Int(register)] = lowered
    }

    private mutating func setFrame(_ register: UInt32, above offset: UInt32) {
        frame = (Int(register), lowered &- offset)
    }

    /// Takes one A32 instruction in.
    mutating func scanA32(_ word: UInt32) {
        let plain = word & 0x0FFF_FFFF
        if plain & 0x0FFF_0000 == 0x092D_0000 {
            push(word & 0xFFFF)
        } else if plain & 0x0FFF_0000 == 0x052D_0000 {
            store(word >> 12 & 15, lowering: word & 0xFFF)
        } else if plain & 0x0FFF_F000 == 0x024D_D000 {
            lowered &+= Self.rotated(word)
        } else if plain & 0x0FFF_0000 == 0x028D_0000 {
            let register = word >> 12 & 15
            if register == 11 || register == 7 { setFrame(register, above: Self.rotated(word)) }
        } else if plain == 0x01A0_B00D {
            setFrame(11, above: 0)
        } else if plain & 0x0FBF_0F00 == 0x0D2D_0B00 {
            lowered &+= (word & 0xFF) &* 4
        }
    }

    private static func rotated(_ word: UInt32) -> UInt32 {
        let value = word & 0xFF
        let count = word >> 7 & 30
        return count == 0 ? value : value >> count | value << (32 &- count)
    }

    /// Takes one 16-bit Thumb instruction in.
    mutating func scanT16(_ half: UInt32) {
        if half & 0xFE00 == 0xB400 {
            push(half & 0xFF | (half & 0x100) << 6)
        } else if half & 0xFF80 == 0xB080 {
            lowered &+= (half & 0x7F) &* 4
        } else if half & 0xF800 == 0xA800, half >> 8 & 7 == 7 {
            setFrame(7, above: (half & 0xFF) &* 4)
        } else if half == 0x46EB {
            setFrame(11, above: 0)
        } else if half == 0x466F {
            setFrame(7, above: 0)
        }
    }

    /// Takes one 32-bit Thumb instruction in, by its halves.
    mutating func scanT32(_ first: UInt32, _ second: UInt32) {
        let immediate = (first & 0x400) << 1 | (second & 0x7000) >> 4 | second & 0xFF
        if first == 0xE92D {
            push(second)
        } else if first == 0xF84D, second & 0x0F00 == 0x0D00 {
            store(second >> 12, lowering: second & 0xFF)
        } else if first & 0xFBEF == 0xF1AD, second & 0x8F00 == 0x0D00 {
            lowered &+= Self.expanded(immediate)
        } else if first & 0xFBFF == 0xF2AD, second & 0x8F00 == 0x0D00 {
            lowered &+= immediate
        } else if first & 0xFBEF == 0xF10D, second & 0x8000 == 0 {
            let register = second >> 8 & 15
            if register == 11 || register == 7 { setFrame(register, above: Self.expanded(immediate)) }
        } else if first & 0xFFBF == 0xED2D, second & 0x0F00 == 0x0B00 {
            lowered &+= (second & 0xFF) &* 4
        }
    }

    /// ThumbExpandImm (ARM ARM DDI 0406, A6.3.2).
    private static func expanded(_ immediate: UInt32) -> UInt32 {
        let byte = immediate & 0xFF
        guard immediate >> 10 & 3 == 0 else {
            let value = immediate & 0x7F | 0x80
            let count = immediate >> 7 & 31
            return value >> count | value << (32 &- count)
        }
        return switch immediate >> 8 & 3 {
        case 0: byte
        case 1: byte << 16 | byte
        case 2: byte << 24 | byte << 8
        default: byte &* 0x0101_0101
        }
    }
}
