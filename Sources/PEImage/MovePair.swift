/// An A32 MOVW and the MOVT after it, which together hold a 32-bit constant (ARM ARM, A8.8.102 and A8.8.106).
struct ARMMovePair {
    let low: UInt32
    let high: UInt32

    private static let opcodeMask: UInt32 = 0x0FF0_0000
    private static let immediateMask: UInt32 = 0x000F_0FFF

    /// Nil when the two words are other instructions.
    init?(low: UInt32, high: UInt32) {
        guard low & ARMMovePair.opcodeMask == 0x0300_0000, high & ARMMovePair.opcodeMask == 0x0340_0000 else {
            return nil
        }
        self.low = low
        self.high = high
    }

    private init(low: UInt32, high: UInt32, constant: UInt32) {
        self.low = low & ~ARMMovePair.immediateMask | ARMMovePair.encode(constant & 0xFFFF)
        self.high = high & ~ARMMovePair.immediateMask | ARMMovePair.encode(constant >> 16)
    }

    func adding(_ delta: UInt32) -> ARMMovePair {
        let constant = ARMMovePair.decode(high) << 16 | ARMMovePair.decode(low)
        return ARMMovePair(low: low, high: high, constant: constant &+ delta)
    }

    /// imm4 in bits 19:16, imm12 in bits 11:0.
    private static func decode(_ instruction: UInt32) -> UInt32 {
        instruction >> 4 & 0xF000 | instruction & 0xFFF
    }

    private static func encode(_ value: UInt32) -> UInt32 { (value & 0xF000) << 4 | value & 0xFFF }
}

/// The same in Thumb-2. A word holds the first half of the instruction in its low 16 bits.
struct ThumbMovePair {
    let low: UInt32
    let high: UInt32

    private static let opcodeMask: UInt32 = 0x8000_FBF0
    private static let immediateMask: UInt32 = 0x70FF_040F

    /// Nil when the two words are other instructions.
    init?(low: UInt32, high: UInt32) {
        guard low & ThumbMovePair.opcodeMask == 0xF240, high & ThumbMovePair.opcodeMask == 0xF2C0 else { return nil }
        self.low = low
        self.high = high
    }

    private init(low: UInt32, high: UInt32, constant: UInt32) {
        self.low = low & ~ThumbMovePair.immediateMask | ThumbMovePair.encode(constant & 0xFFFF)
        self.high = high & ~ThumbMovePair.immediateMask | ThumbMovePair.encode(constant >> 16)
    }

    func adding(_ delta: UInt32) -> ThumbMovePair {
        let constant = ThumbMovePair.decode(high) << 16 | ThumbMovePair.decode(low)
        return ThumbMovePair(low: low, high: high, constant: constant &+ delta)
    }

    /// imm4:i:imm3:imm8: bits 3:0 and 10 of the first half, bits 14:12 and 7:0 of the second.
    private static func decode(_ word: UInt32) -> UInt32 {
        (word & 0xF) << 12 | (word >> 10 & 1) << 11 | (word >> 28 & 7) << 8 | word >> 16 & 0xFF
    }

    private static func encode(_ value: UInt32) -> UInt32 {
        value >> 12 & 0xF | (value >> 11 & 1) << 10 | (value >> 8 & 7) << 28 | (value & 0xFF) << 16
    }
}
