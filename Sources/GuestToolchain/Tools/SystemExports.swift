internal import Diagnostics

/// What coredll and ceddk export, by name and ordinal, as the SDK's lists have it.
struct SystemExports {
    private var coredll: [String: Int] = [:]
    private var ceddk: [String: Int] = [:]

    init(_ sdk: SDK) throws(InputError) {
        for fields in try Self.rows(of: "link/coredll-ordinals.tsv", in: sdk) where fields.count >= 3 {
            guard let ordinal = Int(fields[0]) else { continue }
            // Some names changed their ordinal after CE 5: the later one counts.
            let name = String(fields[1])
            if fields[2] != "ce5" || coredll[name] == nil { coredll[name] = ordinal }
        }
        for fields in try Self.rows(of: "link/ceddk-ordinals.tsv", in: sdk) where fields.count >= 2 {
            guard let ordinal = Int(fields[0]) else { continue }
            ceddk[String(fields[1])] = ordinal
        }
    }

    private static func rows(of name: String, in sdk: SDK) throws(InputError) -> [[Substring]] {
        try sdk.text(name).split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
    }

    /// Where an import goes first: what every program calls.
    func coredll(_ symbol: String) -> ImportSource? {
        coredll[symbol].map { ImportSource(library: "COREDLL.dll", ordinal: $0) }
    }

    /// Where an import goes that no library of the program's own has.
    func ceddk(_ symbol: String) -> ImportSource? {
        ceddk[symbol].map { ImportSource(library: "CEDDK.dll", ordinal: $0) }
    }

    /// All names, to find the one that was meant.
    var names: [String] { Array(coredll.keys) + Array(ceddk.keys) }
}

/// The library that a symbol comes from.
package struct ImportSource: Hashable, Sendable {
    package var library: String
    /// Nil imports it by name.
    package var ordinal: Int?
    /// The name that the library has for it; nil for the symbol itself.
    package var name: String?

    package init(library: String, ordinal: Int?, name: String? = nil) {
        self.library = library
        self.ordinal = ordinal
        self.name = name
    }
}
