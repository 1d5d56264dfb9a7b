internal import Glibc

/// A shell pattern with `*`, `?` and `[…]`; `*` also covers slashes.
public struct Glob: Hashable, Sendable {
    private let pattern: String

    public init(_ pattern: String) { self.pattern = pattern }

    public func matches(_ text: String) -> Bool { unsafe fnmatch(pattern, text, 0) == 0 }
}
