package import Diagnostics

/// A `sources` file of Platform Builder: the macros that it and the files that it includes set.
package struct SourcesFile: Sendable {
    /// The values, by the names as written, with the macros in them replaced.
    package let macros: [String: String]
    package let findings: [Finding]

    /// Reads a file.
    /// - Parameters:
    ///   - path: the file, which counts as read by the user's wish.
    ///   - sources: the way to it and to what it includes.
    ///   - variables: the environment of the build, names in upper case.
    package init(path: String, sources: any SourceProvider, variables: [String: String]) {
        let session = ReadingSession(provider: sources)
        let reader = SourcesReader(session: session, variables: variables)
        // The folder's own settings stand on those of the folder above, which the build reads first.
        if let common = session.openQuietly(include: "sources.cmn", from: path) { reader.read(common) }
        if let file = session.open(path) { reader.read(file) }
        macros = reader.macros
        findings = session.findings
    }

    /// The value of a macro in any case of its letters, or nil when it is not set or empty.
    package func value(_ name: String) -> String? {
        let found = macros[name] ?? macros.first { $0.key.lowercased() == name.lowercased() }?.value
        return found.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The words of a macro: names of files, options.
    package func words(_ name: String) -> [String] { DefineArguments.words(value(name) ?? "") }

    /// The macros that CDEFINES gives to the compiler: `NAME` to its value.
    package var compilerMacros: [String: String] { DefineArguments.macros(value("CDEFINES") ?? "") }
}
