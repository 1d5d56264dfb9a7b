/// The value of a registry entry as the host sees it.
public enum RegistryValue: Hashable, Sendable {
    case dword(UInt32)
    case string(String)
    case multiString([String])
    case binary([UInt8])
}

/// A registry value as it is kept: the guest gets back the bytes that were set, whatever the type says about them.
package struct StoredRegistryValue: Hashable, Sendable, Codable {
    /// Types (winnt.h of the public SDK).
    static let string: UInt32 = 1
    static let expandString: UInt32 = 2
    static let binary: UInt32 = 3
    static let dword: UInt32 = 4
    static let multiString: UInt32 = 7
    /// A text of a resource, `demo.dll,#101`: CE's own.
    static let muiString: UInt32 = 21

    package var type: UInt32
    package var bytes: [UInt8]

    package init(type: UInt32, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    package init(_ value: RegistryValue) {
        switch value {
        case .dword(let number):
            type = Self.dword
            bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        case .string(let text):
            type = Self.string
            bytes = Self.encode(text)
        case .multiString(let texts):
            type = Self.multiString
            bytes = texts.flatMap(Self.encode) + [0, 0]
        case .binary(let data):
            type = Self.binary
            bytes = data
        }
    }

    /// The value for the host; of a type or length that fits none of the others, the bytes.
    package var value: RegistryValue {
        switch type {
        case Self.dword where bytes.count == 4:
            return .dword(bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) })
        case Self.string, Self.expandString, Self.muiString: return .string(Self.decode(units.prefix { $0 != 0 }))
        case Self.multiString:
            return .multiString(units.split(separator: 0).map(Self.decode))
        default: return .binary(bytes)
        }
    }

    private var units: [UInt16] {
        stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
    }

    private static func decode(_ units: ArraySlice<UInt16>) -> String { String(decoding: units, as: UTF16.self) }

    /// UTF-16 with a terminator.
    private static func encode(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + [0, 0]
    }
}
