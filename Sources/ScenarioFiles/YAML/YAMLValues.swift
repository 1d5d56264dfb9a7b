package import GuestAddress

// What a node means to validation; nil where it is not of that form.
extension YAMLNode {
    /// The value of a key, or nil when it is absent or null.
    package subscript(key: SchemaKey) -> YAMLNode? {
        guard case .mapping(let entries) = content,
            let value = entries.first(where: { $0.key == key.name })?.value, !value.isNull
        else { return nil }
        return value
    }

    package var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

    /// The items of a list; a single value where a list may stand counts as a list of one.
    package var items: [YAMLNode] {
        switch content {
        case .sequence(let items): items
        case .scalar, .mapping: [self]
        }
    }

    package var isSequence: Bool { if case .sequence = content { true } else { false } }

    package var isMapping: Bool { if case .mapping = content { true } else { false } }

    package var text: String? { if case .scalar(let text, _) = content { text } else { nil } }

    /// A whole number, decimal or `0x…`, with an optional sign.
    package var integer: Int64? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        return Self.integer(text)
    }

    private static func integer(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let digits = text.dropFirst(isNegative || text.hasPrefix("+") ? 1 : 0)
        guard let first = digits.first, first.isASCII, first.isNumber else { return nil }
        let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
        let magnitude = isHexadecimal ? Int64(digits.dropFirst(2), radix: 16) : Int64(digits)
        guard let magnitude, !isHexadecimal || digits.dropFirst(2).first?.isHexDigit == true else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    package var boolean: Bool? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        return switch text {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    /// A 32-bit number written `0x…`; a plain `0` is allowed too.
    package var address: UInt32? {
        guard let text, text == "0" || text.hasPrefix("0x") || text.hasPrefix("0X"), let value = Self.integer(text)
        else {
            return nil
        }
        return UInt32(exactly: value)
    }

    package var byteCount: ByteCount? { text.flatMap { ByteCount($0) } }

    /// A number a second, with the decimal units: `600M`, `1.2G`.
    package var rate: UInt64? {
        guard var number = text?[...] else { return nil }
        let units: [Character: UInt64] = ["K": 1000, "M": 1_000_000, "G": 1_000_000_000]
        let unit = number.last.flatMap { units[Character($0.uppercased())] }
        if unit != nil { number = number.dropLast() }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = UInt64(parts[0]), whole <= 1 << 40, parts[0].first != "+" else {
            return nil
        }
        guard parts.count == 2 else { return whole * (unit ?? 1) }
        guard let unit, (1...3).contains(parts[1].utf8.count), let part = UInt64(parts[1]) else { return nil }
        let scale: UInt64 = [10, 100, 1000][parts[1].utf8.count - 1]
        return whole * unit + part * unit / scale
    }

    /// A time in nanoseconds: `5s`, `200ms`, `1.5s`, `2m`; a number alone is seconds.
    package var nanoseconds: UInt64? {
        guard let text else { return nil }
        let units: [(suffix: String, nanoseconds: Double)] = [
            ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("min", 60e9), ("h", 3600e9),
        ]
        let number = text.prefix { $0.isNumber || $0 == "." }
        let suffix = text.dropFirst(number.count).drop { $0 == " " }
        let factor = suffix.isEmpty ? 1e9 : units.first { $0.suffix == suffix }?.nanoseconds
        guard let value = Double(number), let factor, value.isFinite else { return nil }
        let total = value * factor
        return total < 1e18 ? UInt64(total) : nil
    }

    /// A share in hundredths of a percent: `5%`, `0.25 %`.
    package var share: UInt64? {
        guard let text, text.hasSuffix("%") else { return nil }
        let number = text.dropLast(text.hasSuffix(" %") ? 2 : 1)
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumber, parts[0].count <= 6, let whole = UInt64(parts[0]) else { return nil }
        guard parts.count > 1 else { return whole * 100 }
        guard parts[1].count <= 2, let rest = UInt64(parts[1]) else { return nil }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }

    /// Bytes in hexadecimal, with or without spaces: `DE AD BE EF`.
    package var hexadecimalBytes: [UInt8]? {
        guard let text else { return nil }
        let digits = text.filter { !$0.isWhitespace }
        guard !digits.isEmpty, digits.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in digits {
            guard character.isASCII, let value = character.hexDigitValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return bytes
    }
}
