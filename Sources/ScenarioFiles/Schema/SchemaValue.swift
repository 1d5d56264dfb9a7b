internal import Diagnostics
internal import GuestAddress

/// A value of a file as its shape reads it, with the place it was written at. Validation makes it: what readers take
/// from it was read once, and is of the right form.
struct SchemaValue: Sendable {
    indirect enum Content: Sendable {
        case text(String)
        case integer(Int64)
        case boolean(Bool)
        case address(UInt32)
        case size(ByteCount)
        /// A second.
        case rate(UInt64)
        /// Nanoseconds.
        case duration(UInt64)
        /// Hundredths of a percent.
        case share(UInt64)
        case bytes([UInt8])
        case list([SchemaValue])
        case mapping([Entry])
    }

    /// One `key: value`.
    struct Entry: Sendable {
        var key: String
        var keyLocation: SourceLocation
        var value: SchemaValue
    }

    var content: Content
    var location: SourceLocation
}

// Each is nil, or empty, of a value of another kind.
extension SchemaValue {
    /// The value of a key, or nil when it is absent.
    subscript(key: SchemaKey) -> SchemaValue? { entries.first { $0.key == key.name }?.value }

    var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

    /// The items of a list; a single value where a list may stand counts as a list of one.
    var items: [SchemaValue] { if case .list(let items) = content { items } else { [self] } }

    var isList: Bool { if case .list = content { true } else { false } }

    var isMapping: Bool { if case .mapping = content { true } else { false } }

    var text: String? { if case .text(let text) = content { text } else { nil } }

    var integer: Int64? { if case .integer(let number) = content { number } else { nil } }

    /// A 32-bit number, signed or unsigned, as its bits.
    var word: UInt32? {
        guard let integer, integer >= -0x8000_0000, integer <= 0xFFFF_FFFF else { return nil }
        return UInt32(truncatingIfNeeded: integer)
    }

    var boolean: Bool? { if case .boolean(let value) = content { value } else { nil } }

    var address: UInt32? { if case .address(let address) = content { address } else { nil } }

    var byteCount: ByteCount? { if case .size(let size) = content { size } else { nil } }

    var rate: UInt64? { if case .rate(let rate) = content { rate } else { nil } }

    var nanoseconds: UInt64? { if case .duration(let time) = content { time } else { nil } }

    var share: UInt64? { if case .share(let share) = content { share } else { nil } }

    var bytes: [UInt8]? { if case .bytes(let bytes) = content { bytes } else { nil } }
}
