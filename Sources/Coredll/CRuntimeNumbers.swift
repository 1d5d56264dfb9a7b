import CEKernel
import CEMemory
import GuestAddress

/// Numbers out of text, and text out of numbers.
let cRuntimeNumberCalls: [KernelCall] = [
    wholeNumberCalls,
    // int and long are the same.
    numberText("_itoa", "_itow", isSigned: true),
    numberText("_ltoa", "_ltow", isSigned: true),
    numberText("_ultoa", "_ultow", isSigned: false),
    [longCall("_atoi64", .narrow), longCall("_wtoll", .wide)],
    [endedDoubleCall("strtod", .narrow), endedDoubleCall("wcstod", .wide), doubleCall("atof", .narrow)],
].flatMap { $0 }

private let wholeNumberCalls: [KernelCall] = [
    KernelCall.string("atoi", "_wtol", "string", source: "stdlib.h", returns: .signed) {
        (memory, text: GuestText, width) throws(GuestFault) in
        UInt32(truncatingIfNeeded: try memory.decimal(text.rawValue, width))
    },
    KernelCall.string("atol", nil, "string", source: "stdlib.h", returns: .signed) {
        (memory, text: GuestText, width) throws(GuestFault) in
        UInt32(truncatingIfNeeded: try memory.decimal(text.rawValue, width))
    },
    KernelCall.string("strtol", "wcstol", "nptr endptr base", source: "stdlib.h", returns: .signed) {
        (memory, text: GuestText, end: VirtualAddress, radix: UInt32, width) throws(GuestFault) in
        let number = try memory.number(text.rawValue, width, radix: radix)
        try memory.setEnd(number.end, end.rawValue)
        return number.signed
    },
    KernelCall.string("strtoul", "wcstoul", "nptr endptr base", source: "stdlib.h", returns: .number) {
        (memory, text: GuestText, end: VirtualAddress, radix: UInt32, width) throws(GuestFault) in
        let number = try memory.number(text.rawValue, width, radix: radix)
        try memory.setEnd(number.end, end.rawValue)
        return number.unsigned
    },
].flatMap { $0 }

private func numberText(_ narrow: String, _ wide: String, isSigned: Bool) -> [KernelCall] {
    KernelCall.string(narrow, wide, "value string radix", source: "stdlib.h", returns: .address) {
        (memory, value: UInt32, target: VirtualAddress, radix: UInt32, width) throws(GuestFault) in
        let text = NumberText.digits(value, radix: radix, isSigned: isSigned)
        try memory.write(text, target.rawValue, width, terminated: true)
        return target.rawValue
    }
}

private func longCall(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string", source: "stdlib.h", returns: .signed64, raisesFaults: true, wide: width == .wide
    ) { (_, call, text: GuestText) throws(CallStop) in
        .value64(try call.access { memory throws(GuestFault) in try memory.decimal(text.rawValue, width) })
    }
}

private func doubleCall(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "string", source: "stdlib.h", returns: .double, raisesFaults: true, wide: width == .wide
    ) { (_, call, text: GuestText) throws(CallStop) in
        try call.access { memory throws(GuestFault) in .double(try memory.double(text.rawValue, width, end: 0)) }
    }
}

private func endedDoubleCall(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "nptr endptr", source: "stdlib.h", returns: .double, raisesFaults: true, wide: width == .wide
    ) { (_, call, text: GuestText, end: VirtualAddress) throws(CallStop) in
        try call.access { memory throws(GuestFault) in
            .double(try memory.double(text.rawValue, width, end: end.rawValue))
        }
    }
}

/// A number at the start of a text, as strtod reads it.
struct DecimalNumber {
    /// 0 when there is none.
    var value = 0.0
    /// The characters it takes, 0 when there is none.
    var length = 0

    init(_ units: [UInt16]) {
        var index = units.firstIndex { !CharacterClass($0).contains(.space) } ?? units.count
        let start = index
        func isDigit(_ index: Int) -> Bool { index < units.count && (0x30...0x39).contains(units[index]) }
        func holds(_ index: Int, _ characters: StaticString) -> Bool {
            guard index < units.count, let unit = UInt8(exactly: units[index]) else { return false }
            return "\(characters)".utf8.contains(unit)
        }
        if holds(index, "+-") { index += 1 }
        var digits = 0
        while isDigit(index) { (index, digits) = (index + 1, digits + 1) }
        if holds(index, ".") {
            index += 1
            while isDigit(index) { (index, digits) = (index + 1, digits + 1) }
        }
        guard digits > 0 else { return }
        // The old runtimes take D for an exponent, too, as Fortran wrote it.
        if holds(index, "eEdD") {
            let exponent = holds(index + 1, "+-") ? index + 2 : index + 1
            if isDigit(exponent) {
                index = exponent
                while isDigit(index) { index += 1 }
            }
        }
        let text = units[start..<index].map { UInt8(truncatingIfNeeded: $0) }
            .map { $0 | 0x20 == UInt8(ascii: "d") ? UInt8(ascii: "e") : $0 }
        guard let value = Double(Self.normalized(text)) else { return }
        self.value = value
        length = index
    }

    /// The standard library wants digits before and after the point.
    private static func normalized(_ text: [UInt8]) -> String {
        var result: [UInt8] = []
        for (index, character) in text.enumerated() {
            let isPoint = character == UInt8(ascii: ".")
            if isPoint, !(result.last.map { (0x30...0x39).contains($0) } ?? false) { result.append(UInt8(ascii: "0")) }
            result.append(character)
            let next = index + 1 < text.count ? text[index + 1] : 0
            if isPoint, !(0x30...0x39).contains(next) { result.append(UInt8(ascii: "0")) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// A whole number at the start of a text, as strtol and strtoul read it.
struct WholeNumber {
    var magnitude: UInt64 = 0
    var isNegative = false
    var end: UInt32

    /// What does not fit becomes the limit.
    var signed: UInt32 {
        if isNegative { return magnitude > 0x8000_0000 ? 0x8000_0000 : 0 &- UInt32(magnitude) }
        return UInt32(min(magnitude, 0x7FFF_FFFF))
    }
    /// A minus sign negates modulo 2^32.
    var unsigned: UInt32 {
        guard let value = UInt32(exactly: magnitude) else { return .max }
        return isNegative ? 0 &- value : value
    }
}

extension GuestView {
    /// Digits after white space and a sign, modulo 2^64: the runtime's atol keeps no eye on overflow.
    fileprivate func decimal(_ address: UInt32, _ width: CharacterWidth) throws(GuestFault) -> UInt64 {
        var characters = characters(address, width)
        var unit = try characters.next()
        while CharacterClass(unit).contains(.space) { unit = try characters.next() }
        let isNegative = unit == 0x2D
        if isNegative || unit == 0x2B { unit = try characters.next() }
        var value: UInt64 = 0
        while (0x30...0x39).contains(unit) {
            value = value &* 10 &+ UInt64(unit - 0x30)
            unit = try characters.next()
        }
        return isNegative ? 0 &- value : value
    }

    fileprivate func number(
        _ address: UInt32, _ width: CharacterWidth, radix: UInt32
    ) throws(GuestFault) -> WholeNumber {
        var number = WholeNumber(end: address)
        guard radix == 0 || (2...36).contains(radix) else { return number }
        var characters = characters(address, width)
        var place = address
        var unit = try characters.next()
        while CharacterClass(unit).contains(.space) { (place, unit) = (characters.address, try characters.next()) }
        if unit == 0x2D || unit == 0x2B {
            number.isNegative = unit == 0x2D
            (place, unit) = (characters.address, try characters.next())
        }
        var radix = UInt64(radix)
        if unit == 0x30, radix == 0 || radix == 16 {
            // The zero counts as a number even when no digit follows the x.
            number.end = characters.address
            let after = try self.unit(characters.address, width)
            if after | 0x20 == 0x78 {
                radix = 16
                _ = try characters.next()
                (place, unit) = (characters.address, try characters.next())
            } else if radix == 0 {
                radix = 8
            }
        } else if radix == 0 {
            radix = 10
        }
        while let digit = Self.digit(unit), digit < radix {
            // Saturates above everything that 32 bits hold.
            number.magnitude = min(number.magnitude * radix + digit, 1 << 40)
            (place, unit) = (characters.address, try characters.next())
            number.end = place
        }
        return number
    }

    private static func digit(_ unit: UInt16) -> UInt64? {
        switch unit {
        case 0x30...0x39: UInt64(unit - 0x30)
        case 0x41...0x5A: UInt64(unit - 0x41 + 10)
        case 0x61...0x7A: UInt64(unit - 0x61 + 10)
        default: nil
        }
    }

    /// - Parameter end: where the address behind the number goes, or 0.
    fileprivate func double(_ address: UInt32, _ width: CharacterWidth, end: UInt32) throws(GuestFault) -> Double {
        // No number worth its digits is longer.
        let number = DecimalNumber(try units(address, width, limit: 4096))
        try setEnd(address &+ UInt32(number.length) &* width.rawValue, end)
        return number.value
    }

    fileprivate func setEnd(_ end: UInt32, _ pointer: UInt32) throws(GuestFault) {
        if pointer != 0 { try setWord(end, pointer) }
    }
}

/// Whole numbers as text, as _itoa and its relatives write them.
enum NumberText {
    /// A minus sign is written in base 10 only; in others the bits are.
    /// - Parameter radix: 10 when it is not within 2 to 36.
    static func digits(_ value: UInt32, radix: UInt32, isSigned: Bool) -> [UInt16] {
        let radix = (2...36).contains(radix) ? Int(radix) : 10
        let text = isSigned && radix == 10 ? String(Int32(bitPattern: value)) : String(value, radix: radix)
        return Array(text.utf16)
    }
}
