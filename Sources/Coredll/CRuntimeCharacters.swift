import CEKernel
import CEMemory

/// The case of letters and the classes of characters.
let cRuntimeCharacterCalls: [KernelCall] = characterCalls + caseCalls

private let characterCalls: [KernelCall] = [
    caseCall("tolower", .narrow, LetterCase.lower), caseCall("toupper", .narrow, LetterCase.upper),
    caseCall("towlower", .wide, LetterCase.lower), caseCall("towupper", .wide, LetterCase.upper),
    .memory("iswctype", "c desc", source: "ctype.h", returns: .hexadecimal) {
        (_, character: Character32, mask: Word) throws(GuestFault) in
        UInt32(CharacterClass(UInt16(truncatingIfNeeded: character.rawValue)).rawValue) & mask.rawValue & 0xFFFF
    },
    .memory("_isctype", "c desc", source: "ctype.h", returns: .hexadecimal) {
        (_, character: Character32, mask: Word) throws(GuestFault) in
        UInt32(CharacterClass(UInt16(truncatingIfNeeded: character.rawValue) & 0xFF).rawValue) & mask.rawValue & 0xFFFF
    },
    // A pointer below 64 KB is a character, not an address.
    .memory("CharLowerW", "lpsz", source: "winuser.h", returns: .address) {
        (memory, text: WideNameOrOrdinal) throws(GuestFault) in
        try memory.changeCase(text.rawValue, LetterCase.lower)
    },
    .memory("CharUpperW", "lpsz", source: "winuser.h", returns: .address) {
        (memory, text: WideNameOrOrdinal) throws(GuestFault) in
        try memory.changeCase(text.rawValue, LetterCase.upper)
    },
]

private func caseCall(
    _ name: String, _ width: CharacterWidth, _ change: @escaping @Sendable (UInt16, CharacterWidth) -> UInt16
) -> KernelCall {
    .memory(name, "c", source: "ctype.h", returns: .number) { (_, character: Character32) throws(GuestFault) in
        changeCase(character.rawValue, width, change)
    }
}

private let caseCalls: [KernelCall] = [
    KernelCall.string("_strlwr", "_wcslwr", "string", returns: .address) {
        (memory, text: GuestText, width) throws(GuestFault) in
        try memory.changeCase(text.rawValue, width, LetterCase.lower)
        return text.rawValue
    },
    KernelCall.string("_strupr", "_wcsupr", "string", returns: .address) {
        (memory, text: GuestText, width) throws(GuestFault) in
        try memory.changeCase(text.rawValue, width, LetterCase.upper)
        return text.rawValue
    },
].flatMap { $0 }

private func changeCase(
    _ character: UInt32, _ width: CharacterWidth, _ change: (UInt16, CharacterWidth) -> UInt16
) -> UInt32 {
    guard character <= UInt32(width.mask) else { return character }
    return UInt32(change(UInt16(truncatingIfNeeded: character), width))
}

extension GuestView {
    fileprivate func changeCase(
        _ address: UInt32, _ width: CharacterWidth, _ change: (UInt16, CharacterWidth) -> UInt16
    ) throws(GuestFault) {
        var characters = characters(address, width)
        while true {
            let place = characters.address
            let unit = try characters.next()
            if unit == 0 { return }
            let changed = change(unit, width)
            if changed != unit { try setUnit(changed, place, width) }
        }
    }

    fileprivate func changeCase(
        _ argument: UInt32, _ change: (UInt16, CharacterWidth) -> UInt16
    ) throws(GuestFault) -> UInt32 {
        if argument < 0x1_0000 { return UInt32(change(UInt16(argument), .wide)) }
        try changeCase(argument, .wide, change)
        return argument
    }
}

/// Upper and lower case: narrow characters as the "C" locale has it, wide ones as Unicode maps one character to one.
enum LetterCase {
    static func lower(_ unit: UInt16, _ width: CharacterWidth) -> UInt16 {
        if unit < 0x80 || width == .narrow { return (0x41...0x5A).contains(unit) ? unit | 0x20 : unit }
        return single(Unicode.Scalar(unit)?.properties.lowercaseMapping) ?? unit
    }

    static func upper(_ unit: UInt16, _ width: CharacterWidth) -> UInt16 {
        if unit < 0x80 || width == .narrow { return (0x61...0x7A).contains(unit) ? unit & ~0x20 : unit }
        return single(Unicode.Scalar(unit)?.properties.uppercaseMapping) ?? unit
    }

    private static func single(_ mapping: String?) -> UInt16? {
        guard let mapping, mapping.utf16.count == 1 else { return nil }
        return mapping.utf16.first
    }
}

/// The classes of a character as iswctype's masks number them (ctype.h).
struct CharacterClass: OptionSet {
    let rawValue: UInt16

    static let upper = CharacterClass(rawValue: 0x01)
    static let lower = CharacterClass(rawValue: 0x02)
    static let digit = CharacterClass(rawValue: 0x04)
    static let space = CharacterClass(rawValue: 0x08)
    static let punctuation = CharacterClass(rawValue: 0x10)
    static let control = CharacterClass(rawValue: 0x20)
    static let blank = CharacterClass(rawValue: 0x40)
    static let hexadecimal = CharacterClass(rawValue: 0x80)
    static let alphabetic = CharacterClass(rawValue: 0x100)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ unit: UInt16) {
        switch unit {
        case 0x09: self = [.control, .space, .blank]
        case 0x0A...0x0D: self = [.control, .space]
        case 0x00...0x1F, 0x7F: self = .control
        case 0x20: self = [.space, .blank]
        case 0x30...0x39: self = [.digit, .hexadecimal]
        case 0x41...0x46: self = [.upper, .alphabetic, .hexadecimal]
        case 0x47...0x5A: self = [.upper, .alphabetic]
        case 0x61...0x66: self = [.lower, .alphabetic, .hexadecimal]
        case 0x67...0x7A: self = [.lower, .alphabetic]
        case 0x21...0x7E: self = .punctuation
        default: self = Self.ofUnicode(unit)
        }
    }

    private static func ofUnicode(_ unit: UInt16) -> CharacterClass {
        guard let properties = Unicode.Scalar(unit)?.properties else { return [] }
        var classes: CharacterClass = []
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: classes = [.upper, .alphabetic]
        case .lowercaseLetter: classes = [.lower, .alphabetic]
        case .otherLetter, .modifierLetter: classes = .alphabetic
        case .decimalNumber: classes = .digit
        case .control: classes = .control
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            classes = .punctuation
        default: break
        }
        if properties.isWhitespace { classes.insert(.space) }
        return classes
    }
}
