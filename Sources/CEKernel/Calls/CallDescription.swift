/// How much of a function there is.
package enum CallSupport: Hashable, Sendable {
    case full
    /// It works but for what the text says.
    case partial(String)
    /// It takes its arguments, does nothing and says that all is well.
    case stub

    /// The word that tables and reports have for it.
    package var word: String {
        switch self {
        case .full: "full"
        case .partial: "partial"
        case .stub: "stub"
        }
    }

    /// What is missing, or nil.
    package var missing: String? { if case .partial(let text) = self { text } else { nil } }
}

/// Whose calls succeed.
package enum CallAudience: String, Hashable, Sendable {
    case everybody
    /// Drivers in the kernel and in processes of their own.
    case drivers
    /// Code in the kernel only.
    case kernel
}

/// What can be said of a function without calling it: for traces, reports and the table of functions.
package final class CallDescription: Sendable {
    package let name: String
    package let library: CallLibrary
    package let support: CallSupport
    /// Where its behaviour is written down: the id of a document of Microsoft's public CE documentation, a public
    /// header, a standard, or a section of ours.
    package let source: String
    package let audience: CallAudience
    /// Names of the arguments, as the documentation has them, with spaces between them.
    private let names: String
    package let formats: [ArgumentFormat]
    /// Whether more arguments follow, as a format string says.
    package let isVariadic: Bool
    package let result: ResultFormat

    package init(
        name: String, library: CallLibrary, support: CallSupport, source: String, audience: CallAudience,
        names: String, formats: [ArgumentFormat], isVariadic: Bool, isWide: Bool, result: ResultFormat
    ) {
        self.name = name
        self.library = library
        self.support = support
        self.source = source
        self.audience = audience
        self.names = names
        self.formats = formats.map { $0.resolved(isWide: isWide) }
        self.isVariadic = isVariadic
        self.result = result
    }

    package var argumentNames: [String] { names.split(separator: " ").map(String.init) }

    /// `VirtualFree(lpAddress, dwSize, dwFreeType)`, and of a variadic function `printf(format, ...)`.
    package var prototype: String {
        "\(name)(\((argumentNames + (isVariadic ? ["..."] : [])).joined(separator: ", ")))"
    }
}
