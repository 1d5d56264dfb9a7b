internal import Glibc

/// A shell pattern with `*`, `?` and `[…]`; `*` also covers slashes.
package struct Glob: Hashable, Sendable {
    private let pattern: String

    package init(_ pattern: String) { self.pattern = pattern }

    package func matches(_ text: String) -> Bool { unsafe fnmatch(pattern, text, 0) == 0 }
}
