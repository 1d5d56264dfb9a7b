/// Bits of a register that have a name.
package struct RegisterField: Hashable, Sendable {
    package let name: String
    package let low: Int
    package let width: Int

    package init(_ name: String, low: Int, width: Int = 1) {
        self.name = name
        self.low = low
        self.width = width
    }

    package var mask: UInt32 { (width >= 32 ? .max : (1 << UInt32(width)) - 1) << UInt32(low) }
    package func value(in word: UInt32) -> UInt32 { (word & mask) >> UInt32(low) }

    /// Reads `EN 0, MODE 5:4`; what is not of that form is left out.
    static func list(_ text: String) -> [RegisterField] {
        text.split(separator: ",").compactMap { part in
            let words = part.split(separator: " ")
            guard words.count == 2 else { return nil }
            let bits = words[1].split(separator: ":").compactMap { Int($0) }
            guard let high = bits.first, let low = bits.last, high >= low, (0...31).contains(low), high < 32 else {
                return nil
            }
            return RegisterField(String(words[0]), low: low, width: high - low + 1)
        }
    }
}

/// A register as its device's manual describes it.
package struct Register: Hashable, Sendable {
    package enum Access: Hashable, Sendable { case readWrite, readOnly, writeOnly }

    package let name: String
    /// Bytes from the device's base.
    package let offset: UInt32
    /// Bytes: 1, 2 or 4.
    package let size: UInt32
    package let access: Access
    package let reset: UInt32
    /// The bits that keep what is written.
    package let writable: UInt32
    /// The bits that writing a one clears.
    package let oneToClear: UInt32
    package let fields: [RegisterField]

    package init(
        _ name: String, _ offset: UInt32, _ access: Access = .readWrite, size: UInt32 = 4, reset: UInt32 = 0,
        writable: UInt32 = .max, oneToClear: UInt32 = 0, _ fields: String = ""
    ) {
        self.init(
            name, offset, access, size: size, reset: reset, writable: writable, oneToClear: oneToClear,
            fields: RegisterField.list(fields))
    }

    package init(
        _ name: String, _ offset: UInt32, _ access: Access, size: UInt32, reset: UInt32, writable: UInt32,
        oneToClear: UInt32, fields: [RegisterField]
    ) {
        self.name = name
        self.offset = offset
        self.size = size
        self.access = access
        self.reset = reset
        self.writable = writable & ~oneToClear
        self.oneToClear = oneToClear
        self.fields = fields
    }

    func moved(to offset: UInt32) -> Register {
        Register(
            name, offset, access, size: size, reset: reset, writable: writable, oneToClear: oneToClear, fields: fields)
    }

    /// Registers of one form in a row: `VECTADDR0`, `VECTADDR1`, ….
    static func row(
        _ name: String, _ offset: UInt32, count: UInt32, step: UInt32 = 4, _ access: Access = .readWrite,
        size: UInt32 = 4, reset: UInt32 = 0, writable: UInt32 = .max, oneToClear: UInt32 = 0
    ) -> [Register] {
        (0..<count).map {
            Register(
                "\(name)\($0)", offset + $0 * step, access, size: size, reset: reset, writable: writable,
                oneToClear: oneToClear)
        }
    }

    /// The eight bytes of a PrimeCell's identification at 0xFE0, a word each (ARM IHI 0029).
    static func primeCell(_ bytes: [UInt32]) -> [Register] {
        let names = (0..<4).map { "PeriphID\($0)" } + (0..<4).map { "PCellID\($0)" }
        return zip(names, bytes).enumerated().map { index, pair in
            Register(pair.0, 0xFE0 + UInt32(index) * 4, .readOnly, reset: pair.1)
        }
    }

    /// What its fields are in a word, those that are not 0: `EN=1 MODE=2`.
    package func text(_ word: UInt32) -> String {
        fields.filter { $0.value(in: word) != 0 }.map { "\($0.name)=\($0.value(in: word))" }.joined(separator: " ")
    }
}
