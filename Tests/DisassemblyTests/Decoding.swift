import Disassembly
import GuestAddress
import Testing

/// One encoding and what it must decode to.
struct Decoding: CustomTestStringConvertible, Sendable {
    var encoding: UInt32
    var text: String
    /// `r 2004 4`: kind, first byte, size; several are separated by commas.
    var accesses: String
    var testDescription: String { text }

    init(_ encoding: UInt32, _ text: String, _ accesses: String) {
        self.encoding = encoding
        self.text = text
        self.accesses = accesses
    }

    /// Registers before the instruction; 16 is CPSR with the carry set.
    static func register(_ index: Int) -> UInt32 {
        switch index {
        case 0: 0x3000
        case 1: 0x2000
        case 2: 0x8000_0010
        case 4: 0x20
        case 13: 0x8000
        case 16: 0x2000_001F
        default: 0xDEAD_0000
        }
    }

    /// The accesses of an instruction in the form of `accesses`.
    static func describe(_ memory: MemoryAccess?) -> String {
        guard let memory else { return "none" }
        return memory.addresses(register: register)
            .map { "\($0.kind.description.prefix(1)) \(String($0.address.rawValue, radix: 16)) \($0.size)" }
            .joined(separator: ", ")
    }

    /// The bytes in memory order; T32 encodings have their first halfword on top, and 16-bit ones no second.
    func bytes(thumb: Bool) -> [UInt8] {
        let halfwords =
            if thumb {
                encoding > 0xFFFF ? [encoding >> 16, encoding & 0xFFFF] : [encoding]
            } else {
                [encoding & 0xFFFF, encoding >> 16]
            }
        return halfwords.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}
