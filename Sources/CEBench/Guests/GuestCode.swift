/// The loops that guests run, as A32 instructions. Each gets an address in r0 and a count in r1, sums in r2 and returns
/// to LR.
enum GuestCode: Int, CaseIterable {
    /// Loads the first word of each of r1 pages.
    case touchPages
    /// Loads r1 blocks of eight words and adds them all up.
    case readBlocks
    /// Stores r3–r10 to r1 blocks.
    case writeBlocks
    /// Nothing.
    case nothing

    /// The distance of the programs in the page that holds them.
    static let spacing: UInt32 = 0x100
    var offset: UInt32 { UInt32(rawValue) * Self.spacing }

    private static let returnToLR: UInt32 = 0xE1A0_F00E  // mov pc, lr
    private static let countDown: UInt32 = 0xE251_1001  // subs r1, r1, #1

    var words: [UInt32] {
        switch self {
        case .touchPages:
            Self.loop([
                0xE590_3000,  // ldr r3, [r0]
                0xE082_2003,  // add r2, r2, r3
                0xE280_0A01,  // add r0, r0, #4096
            ])
        case .readBlocks:
            // ldmia r0!, {r3-r10}, then add r2, r2, rN
            Self.loop([0xE8B0_07F8] + (3...10).map { 0xE082_2000 | UInt32($0) })
        case .writeBlocks: Self.loop([0xE8A0_07F8])  // stmia r0!, {r3-r10}
        case .nothing: [Self.returnToLR]
        }
    }

    private static func loop(_ body: [UInt32]) -> [UInt32] {
        // bne to the first word: the offset counts from two instructions further on.
        let back = UInt32(bitPattern: -Int32(body.count + 1) - 2) & 0xFF_FFFF
        return body + [countDown, 0x1A00_0000 | back, returnToLR]
    }

    /// All programs, each at its offset.
    static var page: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 4096)
        for program in allCases {
            for (index, word) in program.words.enumerated() {
                for byte in 0..<4 {
                    bytes[Int(program.offset) + index * 4 + byte] = UInt8(
                        truncatingIfNeeded: word >> (8 * UInt32(byte)))
                }
            }
        }
        return bytes
    }
}
