import CEKernel
import CEMemory

/// Where a formatter gets the arguments from.
protocol ArgumentSource {
    mutating func word() throws(CallStop) -> UInt32
    /// A 64-bit integer or a double.
    mutating func doubleword() throws(CallStop) -> UInt64
    /// The characters of a string up to its terminator or to `limit`, as they are.
    func characters(_ address: UInt32, _ width: CharacterWidth, limit: UInt32) throws(CallStop) -> [UInt16]
}

/// The text that a format and its arguments make, as CE's printf family makes it.
struct FormattedText {
    /// The family's differences.
    enum Dialect: Sendable {
        /// printf and its relatives.
        case runtime
        /// NKDbgPrintfW and wsprintfW: `%a` is an ANSI string.
        case debug
    }

    /// What the text ran into.
    enum End: Hashable {
        case complete
        /// There was more than fits; the units are what does.
        case full
        /// The format holds `%n`, which writes to memory: no text from there on.
        case refused
    }

    /// Bytes of the ANSI code page, or UTF-16.
    let width: CharacterWidth
    private(set) var units: [UInt16] = []
    private(set) var end = End.complete
    private let capacity: Int
    private let dialect: Dialect

    /// - Parameters:
    ///   - format: in characters of `width`.
    ///   - capacity: the most characters that are wanted.
    init(
        _ format: [UInt16], _ width: CharacterWidth, _ arguments: inout some ArgumentSource, capacity: Int,
        dialect: Dialect = .runtime
    ) throws(CallStop) {
        self.width = width
        self.capacity = capacity
        self.dialect = dialect
        var index = 0
        while index < format.count, end == .complete {
            let unit = format[index]
            index += 1
            guard unit == UInt16(UInt8(ascii: "%")) else {
                append(unit, count: 1)
                continue
            }
            // A character that begins no conversion is text; the percent sign before it is dropped.
            guard let specification = FormatSpecification(format, at: &index) else { continue }
            try append(specification, &arguments)
        }
    }

    var string: String {
        switch width {
        case .wide: String(decoding: units, as: UTF16.self)
        case .narrow:
            String(decoding: units.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) }, as: UTF16.self)
        }
    }

    // MARK: Conversions

    private mutating func append(
        _ specification: FormatSpecification, _ arguments: inout some ArgumentSource
    ) throws(CallStop) {
        if specification.conversion == UInt8(ascii: "%") { return append(0x25, count: 1) }
        var flags = specification.flags
        var fieldWidth = 0
        switch specification.width {
        case .number(let number): fieldWidth = number
        case .argument:
            fieldWidth = Int(Int32(bitPattern: try arguments.word()))
            if fieldWidth < 0 {
                flags.insert(.left)
                fieldWidth = -fieldWidth
            }
        }
        var precision: Int?
        switch specification.precision {
        case .number(let number): precision = number
        case .argument:
            let number = Int(Int32(bitPattern: try arguments.word()))
            precision = number < 0 ? nil : number
        case nil: break
        }
        switch specification.conversion {
        case UInt8(ascii: "n"):
            end = .refused
        case UInt8(ascii: "c"), UInt8(ascii: "C"):
            let unit = UInt16(truncatingIfNeeded: try arguments.word())
            let characterWidth = textWidth(specification, isOther: specification.conversion == UInt8(ascii: "C"))
            append(convert([unit & characterWidth.mask], from: characterWidth), fieldWidth, flags)
        case UInt8(ascii: "s"), UInt8(ascii: "S"):
            let width = textWidth(specification, isOther: specification.conversion == UInt8(ascii: "S"))
            try appendString(&arguments, width, fieldWidth, precision, flags)
        case UInt8(ascii: "a") where dialect == .debug:
            try appendString(&arguments, .narrow, fieldWidth, precision, flags)
        case UInt8(ascii: "a"):
            // The runtime of these systems does not know hexadecimal doubles: the letter is text.
            append(0x61, count: 1)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "g"), UInt8(ascii: "G"):
            let value = Double(bitPattern: try arguments.doubleword())
            append(FormattedNumber(value, specification, precision: precision), fieldWidth, flags)
        case UInt8(ascii: "p"):
            append(FormattedNumber(bits: UInt64(try arguments.word()), specification, precision: 8), fieldWidth, flags)
        default:
            let bits = try integer(specification, &arguments)
            append(FormattedNumber(bits: bits, specification, precision: precision), fieldWidth, flags)
        }
    }

    /// An integer argument, extended to 64 bits.
    private func integer(
        _ specification: FormatSpecification, _ arguments: inout some ArgumentSource
    ) throws(CallStop) -> UInt64 {
        let isSigned = specification.conversion == UInt8(ascii: "d") || specification.conversion == UInt8(ascii: "i")
        switch specification.size {
        case .longLong: return try arguments.doubleword()
        case .half:
            let half = UInt16(truncatingIfNeeded: try arguments.word())
            return isSigned ? UInt64(bitPattern: Int64(Int16(bitPattern: half))) : UInt64(half)
        case .long, nil:
            let word = try arguments.word()
            return isSigned ? UInt64(bitPattern: Int64(Int32(bitPattern: word))) : UInt64(word)
        }
    }

    /// Of a character or string: h and l say it, otherwise small letters mean the function's own, capitals the other.
    private func textWidth(_ specification: FormatSpecification, isOther: Bool) -> CharacterWidth {
        switch specification.size {
        case .half: .narrow
        case .long: .wide
        case .longLong, nil: isOther ? width.other : width
        }
    }

    private mutating func appendString(
        _ arguments: inout some ArgumentSource, _ from: CharacterWidth, _ fieldWidth: Int, _ precision: Int?,
        _ flags: FormatSpecification.Flags
    ) throws(CallStop) {
        let address = try arguments.word()
        guard address != 0 else {
            let text = Array("(null)".utf16)
            return append(Array(text.prefix(precision ?? text.count)), fieldWidth, flags)
        }
        // Not more than decides what the result looks like: the string may go on for megabytes.
        let enough = max(capacity - units.count, fieldWidth) + 1
        let limit = min(precision ?? .max, enough)
        let text = try arguments.characters(address, from, limit: UInt32(clamping: limit))
        append(convert(text, from: from), fieldWidth, flags)
    }

    private func convert(_ text: [UInt16], from: CharacterWidth) -> [UInt16] {
        if from == width { return text }
        if from == .narrow { return text.map { CodePage.character(of: UInt8(truncatingIfNeeded: $0)) } }
        return text.map { UInt16(CodePage.byte(of: $0) ?? CodePage.replacement) }
    }

    // MARK: Text

    private mutating func append(_ text: [UInt16], _ fieldWidth: Int, _ flags: FormatSpecification.Flags) {
        let padding = max(0, fieldWidth - text.count)
        if !flags.contains(.left) { append(flags.contains(.zero) ? 0x30 : 0x20, count: padding) }
        append(text)
        if flags.contains(.left) { append(0x20, count: padding) }
    }

    private mutating func append(_ number: FormattedNumber, _ fieldWidth: Int, _ flags: FormatSpecification.Flags) {
        let padding = max(0, fieldWidth - number.length)
        let padsWithZeros = flags.contains(.zero) && !flags.contains(.left) && number.allowsZeroPadding
        if !flags.contains(.left), !padsWithZeros { append(0x20, count: padding) }
        append(Array(number.prefix.utf16))
        append(0x30, count: number.leadingZeros + (padsWithZeros ? padding : 0))
        append(Array(number.digits.utf16))
        append(0x30, count: number.trailingZeros)
        append(Array(number.suffix.utf16))
        if flags.contains(.left) { append(0x20, count: padding) }
    }

    private mutating func append(_ unit: UInt16, count: Int) {
        let fitting = min(count, capacity - units.count)
        units.append(contentsOf: repeatElement(unit, count: fitting))
        if fitting < count { end = .full }
    }

    private mutating func append(_ text: [UInt16]) {
        let fitting = min(text.count, capacity - units.count)
        units.append(contentsOf: text.prefix(fitting))
        if fitting < text.count { end = .full }
    }
}
