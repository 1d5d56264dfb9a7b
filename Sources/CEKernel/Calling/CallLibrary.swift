/// Which library exports a call.
package enum CallLibrary: String, Hashable, Sendable, CaseIterable {
    case coredll = "coredll.dll"
    case ceddk = "ceddk.dll"

    /// The one of the machine's libraries that a name means: the case varies, ".dll" may be missing, k.coredll is the
    /// kernel's.
    package init?(named name: String) {
        var plain = name.lowercased()
        if plain.hasPrefix("k.") { plain.removeFirst(2) }
        if !plain.hasSuffix(".dll") { plain += ".dll" }
        self.init(rawValue: plain)
    }
}
