/// Reads the batch files and `sources` files of a BSP in the order of the build, and says what they hand to the tools.
struct BuildReader {
    let session: ReadingSession
    let inputs: MapInputs

    /// - Parameter defines: what the user gave; the files do not change it.
    func settings(defines: [String: String]) -> BuildSettings {
        let profile = inputs.profile ?? inputs.treeProfile ?? .ce6
        let isIntel = !inputs.tables.isEmpty && inputs.tables.allSatisfy { $0.lowercased().hasSuffix(".asm") }
        var settings = BuildSettings()
        let given = Dictionary(defines.map { ($0.key.uppercased(), $0.value.isEmpty ? "1" : $0.value) }) { $1 }
        let known = BuildSettings.known(to: profile, isIntel: isIntel).merging(inputs.variables) { $1 }
        let batch = BatchReader(
            session: session, variables: known.merging(given) { $1 }, given: Set(given.keys))
        for path in inputs.batchFiles {
            if let file = session.open(path) { batch.read(file) }
        }
        settings.variables = batch.variables
        settings.files = inputs.designFiles + batch.files
        settings.assigned = batch.assigned
        let sources = SourcesReader(session: session, variables: batch.variables)
        for path in inputs.sourcesFiles {
            guard let file = session.open(path) else { continue }
            let before = sources.macros
            sources.read(file)
            if ["ADEFINES", "CDEFINES"].contains(where: { sources.macros[$0] != before[$0] }) {
                settings.files.append(path)
            }
        }
        settings.symbols = DefineArguments.symbols(sources.macros["ADEFINES"] ?? "")
        settings.macros = DefineArguments.macros(sources.macros["CDEFINES"] ?? "")
        return settings
    }
}
