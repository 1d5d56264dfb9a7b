/// The size of what one descriptor maps; the raw value is in bytes.
public enum PageSize: UInt32, Hashable, Sendable, CaseIterable, CustomStringConvertible, Codable {
    case tiny = 0x400
    case small = 0x1000
    case large = 0x1_0000
    case section = 0x10_0000
    case supersection = 0x100_0000

    /// The size in bytes.
    @inlinable
    public var bytes: UInt32 { rawValue }

    /// The bits of an address within such a page.
    @inlinable
    public var offsetMask: UInt32 { rawValue &- 1 }

    public var description: String {
        switch self {
        case .tiny: "tiny page"
        case .small: "small page"
        case .large: "large page"
        case .section: "section"
        case .supersection: "supersection"
        }
    }
}
