import CEKernel

/// A part of a format of the scanf family.
enum ScanDirective: Equatable {
    /// Any white space, none as well.
    case space
    /// This character.
    case literal(UInt16)
    case field(ScanField)
}

/// `%*5hx`: what to read and where it goes.
struct ScanField: Equatable {
    enum Size: Equatable { case short, normal, long, wide }

    enum Kind: Equatable {
        /// A whole number; radix 0 takes it from the text.
        case integer(radix: UInt64)
        case floating
        case characters(wide: Bool)
        case word(wide: Bool)
        /// Characters of a set, or those that are not of it.
        case set([ClosedRange<UInt16>], isExcluded: Bool, wide: Bool)
        /// How many characters were read so far.
        case position
    }

    var isSkipped = false
    /// The most characters to read.
    var width: Int?
    var size = Size.normal
    var kind = Kind.position
}

/// Takes a format apart, as the runtime of CE does: `h`, `l`, `L` and `I64` in front of the letter, `S` and `C` of the
/// other width.
struct ScanFormat {
    private let units: [UInt16]
    private let isWide: Bool
    private var index = 0
    /// A set of more parts makes no sense: each character of the input is looked for in all of them.
    private static let longestSet = 256

    init(_ units: [UInt16], isWide: Bool) {
        self.units = units
        self.isWide = isWide
    }

    private var current: UInt16? { index < units.count ? units[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt16(truncatingIfNeeded: character.value) else { return false }
        index += 1
        return true
    }

    /// The next part; nil at the end, and at a field that makes no sense.
    mutating func next() -> ScanDirective? {
        guard let unit = current else { return nil }
        index += 1
        if CharacterClass(unit).contains(.space) {
            while let more = current, CharacterClass(more).contains(.space) { index += 1 }
            return .space
        }
        guard unit == UInt16(ascii: "%") else { return .literal(unit) }
        if take("%") { return .literal(unit) }
        var field = ScanField()
        field.isSkipped = take("*")
        while let digit = current, (0x30...0x39).contains(digit) {
            field.width = min((field.width ?? 0) * 10 + Int(digit - 0x30), 0x10_0000)
            index += 1
        }
        field.size = size()
        guard let letter = current, let kind = kind(letter, field.size) else { return nil }
        field.kind = kind
        return .field(field)
    }

    private mutating func size() -> ScanField.Size {
        if take("h") { return .short }
        if take("l") { return take("l") ? .wide : .long }
        if take("L") { return .long }
        if take("w") { return .long }
        if index + 2 < units.count, Array(units[index...index + 2]) == Array("I64".utf16) {
            index += 3
            return .wide
        }
        return .normal
    }

    /// What a letter asks for; the index moves behind it.
    private mutating func kind(_ letter: UInt16, _ size: ScanField.Size) -> ScanField.Kind? {
        index += 1
        guard let letter = UInt8(exactly: letter) else { return nil }
        let isText = isWide(size, opposite: letter == UInt8(ascii: "S") || letter == UInt8(ascii: "C"))
        switch letter {
        case UInt8(ascii: "d"): return .integer(radix: 10)
        case UInt8(ascii: "i"): return .integer(radix: 0)
        case UInt8(ascii: "u"): return .integer(radix: 10)
        case UInt8(ascii: "o"): return .integer(radix: 8)
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "p"): return .integer(radix: 16)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "G"):
            return .floating
        case UInt8(ascii: "c"), UInt8(ascii: "C"): return .characters(wide: isText)
        case UInt8(ascii: "s"), UInt8(ascii: "S"): return .word(wide: isText)
        case UInt8(ascii: "["): return set(wide: isText)
        case UInt8(ascii: "n"): return .position
        default: return nil
        }
    }

    /// Whether text goes into characters of 16 bits.
    private func isWide(_ size: ScanField.Size, opposite: Bool) -> Bool {
        switch size {
        case .short: false
        case .long: true
        case .normal, .wide: isWide != opposite
        }
    }

    /// `[a-z]`, `[^,]`, `[]x]`: a bracket right at the start belongs to the set.
    private mutating func set(wide: Bool) -> ScanField.Kind? {
        let isExcluded = take("^")
        var members: [ClosedRange<UInt16>] = []
        var isFirst = true
        while let unit = current, members.count < Self.longestSet {
            index += 1
            if unit == UInt16(ascii: "]"), !isFirst { return .set(members, isExcluded: isExcluded, wide: wide) }
            isFirst = false
            if current == UInt16(ascii: "-"), index + 1 < units.count, units[index + 1] != UInt16(ascii: "]") {
                let last = units[index + 1]
                index += 2
                members.append(min(unit, last)...max(unit, last))
            } else {
                members.append(unit...unit)
            }
        }
        return nil
    }
}
