/// The code pages that the emulated system has.
enum CodePage: Sendable {
    /// Windows-1252, the ANSI code page of an English system, which also stands in for the OEM code page.
    case western
    case utf8

    /// The numbers of winnls.h: CP_ACP, CP_OEMCP, CP_THREAD_ACP, 1252, CP_UTF8.
    init?(number: UInt32) {
        switch number {
        case 0, 1, 3, 1252: self = .western
        case 65001: self = .utf8
        default: return nil
        }
    }

    /// What the bytes 0x80 to 0x9F stand for; the others are their own characters.
    private static let specials: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    /// The character of a byte of the ANSI code page.
    static func character(of byte: UInt8) -> UInt16 {
        (0x80...0x9F).contains(byte) ? specials[Int(byte) - 0x80] : UInt16(byte)
    }

    /// The byte of a character in the ANSI code page, or nil when it has none.
    static func byte(of character: UInt16) -> UInt8? {
        if character < 0x80 || (0xA0...0xFF).contains(character) { return UInt8(character) }
        return specials.firstIndex(of: character).map { UInt8(0x80 + $0) }
    }

    static let replacement = UInt8(ascii: "?")

    /// Wide characters out of bytes.
    /// - Returns: the characters, and whether every byte was part of one.
    func decode(_ bytes: [UInt8]) -> (units: [UInt16], isExact: Bool) {
        switch self {
        case .western: return (bytes.map(Self.character(of:)), true)
        case .utf8:
            let text = String(decoding: bytes, as: UTF8.self)
            return (Array(text.utf16), text.utf8.elementsEqual(bytes))
        }
    }

    /// Bytes out of wide characters.
    /// - Parameter replacement: what stands for characters that the code page does not have.
    /// - Returns: the bytes, and whether every character had its own.
    func encode(_ units: [UInt16], replacement: UInt8 = CodePage.replacement) -> (bytes: [UInt8], isExact: Bool) {
        switch self {
        case .western:
            var isExact = true
            let bytes = units.map { unit in
                if let byte = Self.byte(of: unit) { return byte }
                isExact = false
                return replacement
            }
            return (bytes, isExact)
        case .utf8:
            let text = String(decoding: units, as: UTF16.self)
            return (Array(text.utf8), text.utf16.elementsEqual(units))
        }
    }
}
