internal import Diagnostics

extension MapReader {
    /// Loaders whose tables are read.
    private static let loaderLimit = 8

    /// Reads the tables of boot loaders. They are built with other symbols than the kernel's, so that a row that cannot
    /// be read is no finding; such a table is compared with nothing.
    func readLoaderTables(_ session: ReadingSession, into map: inout MemoryMap) {
        for path in inputs.loaderTables.prefix(Self.loaderLimit) {
            let own = ReadingSession(provider: sources, defines: inputs.defines, limits: limits)
            own.settings = session.settings
            guard let file = own.open(path) else { continue }
            let configuration = ImageConfiguration(session: own)
            for path in inputs.imageConfigurations {
                if let file = own.open(path) { configuration.read(file) }
            }
            let reader = TableReader(SourceLanguage(of: file), session: own, configuration: configuration)
            map.loaderTables += reader.read([file], includes: []).addressTables.prefix(1)
            // Findings show lines of what was read.
            let known = Set(session.files.map(\.path))
            session.files += own.files.filter { !known.contains($0.path) }
        }
    }
}
