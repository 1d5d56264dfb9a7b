/// What an access does.
public enum AccessKind: UInt8, Hashable, Sendable, CaseIterable, Codable, CustomStringConvertible {
    case read, write, execute

    public var description: String {
        switch self {
        case .read: "read"
        case .write: "write"
        case .execute: "execute"
        }
    }
}
