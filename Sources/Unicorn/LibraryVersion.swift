internal import CUnicorn

/// A version of the library: three numbers.
public struct LibraryVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let major: UInt32
    public let minor: UInt32
    public let patch: UInt32

    public init(_ major: UInt32, _ minor: UInt32, _ patch: UInt32) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The Unicorn that this program runs on. The combined value has a byte each for major, minor, patch and extra.
    public static let running: LibraryVersion = {
        let combined = uc_version(nil, nil)
        return LibraryVersion(combined >> 24 & 0xFF, combined >> 16 & 0xFF, combined >> 8 & 0xFF)
    }()

    /// `2.0.1`.
    public var description: String { "\(major).\(minor).\(patch)" }

    public static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
