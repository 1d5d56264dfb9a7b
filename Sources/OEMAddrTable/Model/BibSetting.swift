public import Diagnostics

/// A line of config.bib's CONFIG section: `AUTOSIZE=ON`, `AUTOSIZE_CHAIN region ON`.
public struct BibSetting: Hashable, Sendable {
    /// The key in upper case.
    public var key: String
    /// The value as written, with `$(NAME)` replaced.
    public var value: String
    public var location: SourceLocation
    /// The region named between key and value.
    public var region: String?
    /// Whether the line counts in one kind of build only, debug or retail.
    var isOfOneKindOfBuild = false

    public init(key: String, value: String, location: SourceLocation, region: String? = nil) {
        self.key = key
        self.value = value
        self.location = location
        self.region = region
    }

    /// The value as romimage reads a hexadecimal key (ROMSTART, ROMSIZE, ROMOFFSET): with or without 0x. Nil for
    /// anything else.
    public var hexadecimalValue: UInt64? {
        let digits = value.hasPrefix("0x") || value.hasPrefix("0X") ? value.dropFirst(2) : value[...]
        guard let first = digits.first, first.isHexDigit else { return nil }
        return UInt64(digits, radix: 16)
    }

    /// The value as romimage reads a decimal key (ROMWIDTH). Nil for anything else.
    public var decimalValue: UInt64? {
        guard let first = value.first, first.isNumber else { return nil }
        return UInt64(value, radix: 10)
    }

    /// The value of a switch: true for ON, false for OFF (and nil for anything else).
    public var isOn: Bool? {
        switch value.uppercased() {
        case "ON", "YES", "TRUE", "1": true
        case "OFF", "NO", "FALSE", "0": false
        default: nil
        }
    }
}

/// A FIXUPVAR line of config.bib: romimage writes `value` into a variable of a module.
public struct FixupVariable: Hashable, Sendable {
    /// The module, nil when the line names only a variable (romimage then takes the kernel).
    public var module: String?
    public var variable: String
    public var value: UInt32
    public var location: SourceLocation

    public init(module: String?, variable: String, value: UInt32, location: SourceLocation) {
        self.module = module
        self.variable = variable
        self.value = value
        self.location = location
    }
}
