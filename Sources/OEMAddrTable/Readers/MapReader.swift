internal import ARMCore
internal import Diagnostics

/// Reads BSP files and makes one memory map of them.
public struct MapReader {
    public let inputs: MapInputs
    public let limits: ReadingLimits
    let sources: any SourceProvider

    /// - Parameters:
    ///   - inputs: the files by name, and what is known without files.
    ///   - sources: the way to the files.
    ///   - limits: bounds of the work.
    public init(_ inputs: MapInputs, sources: any SourceProvider, limits: ReadingLimits = ReadingLimits()) {
        self.inputs = inputs
        self.sources = sources
        self.limits = limits
    }

    /// Reads all files. Never fails: what cannot be read is a finding, and the map holds the rest.
    public func read() -> MapReading {
        let session = session(defines: inputs.defines)
        let map = read(in: session)
        return reading(map, in: session)
    }

    func reading(_ map: MemoryMap, in session: ReadingSession) -> MapReading {
        var reading = MapReading(
            map: map, findings: session.findings, sources: session.files, openSymbols: session.openSymbols.map(\.name))
        reading.settings = session.settings
        return reading
    }

    func session(defines: [String: String]) -> ReadingSession {
        let named =
            inputs.includes + inputs.imageConfigurations + inputs.tables + inputs.bibs + inputs.loaderBibs
        let session = ReadingSession(provider: sources, defines: defines, namedFiles: named, limits: limits)
        session.settings = BuildReader(session: session, inputs: inputs).settings(defines: defines)
        return session
    }

    func read(in session: ReadingSession) -> MemoryMap {
        var map = MemoryMap(
            profile: inputs.profile ?? inputs.treeProfile ?? .ce6, banks: inputs.banks,
            architecture: inputs.architecture)
        map.devices = inputs.devices
        let configuration = ImageConfiguration(session: session)
        for path in inputs.imageConfigurations {
            if let file = session.open(path) { configuration.read(file) }
        }
        map.constants = configuration.constants
        readTables(session, configuration, into: &map)
        readLoaderTables(session, into: &map)
        readBibs(session, configuration, into: &map)
        readImages(session, into: &map)
        reportNothing(session, map)
        return map
    }

    /// Files in which nothing was found are an error, and not a map without findings.
    private func reportNothing(_ session: ReadingSession, _ map: MemoryMap) {
        let isEmpty =
            map.tables.isEmpty && map.regions.isEmpty && map.settings.isEmpty && map.fixups.isEmpty
            && map.constants.isEmpty && map.images.isEmpty && map.deviceRows.isEmpty && map.ramRows.isEmpty
        let named = inputs.tables + inputs.bibs + inputs.imageConfigurations + inputs.images
        guard isEmpty, inputs.images.isEmpty, let first = named.first,
            session.findings.allSatisfy({ $0.severity < .error })
        else { return }
        session.report(
            .nothingRead, at: SourceLocation(file: first),
            named.count == 1 ? "the file holds nothing of a memory map" : "the files hold nothing of a memory map")
    }

    // MARK: Tables

    private func readTables(
        _ session: ReadingSession, _ configuration: ImageConfiguration, into map: inout MemoryMap
    ) {
        let files = inputs.tables.compactMap { session.open($0) }
        let includes = files.isEmpty ? [] : inputs.includes.compactMap { session.open($0) }
        let languages = files.map { SourceLanguage(of: $0) }
        var set = TableSet()
        for language in [SourceLanguage.armasm, .masm, .gnu, .c] {
            let own = zip(files, languages).filter { $0.1 == language }.map(\.0)
            if own.isEmpty { continue }
            let reader = TableReader(language, session: session, configuration: configuration)
            set.append(reader.read(own, includes: includes))
        }
        map.tables = ordered(set.addressTables, files, session)
        if !inputs.rows.isEmpty { map.tables.insert(Self.inlineTable(inputs.rows), at: 0) }
        map.deviceRows = deviceRows(set.deviceTables, of: map.tables.first)
        nameRows(session, in: &map)
        map.ramRows = set.ramTables.flatMap(\.rows)
        map.ramTableHeader =
            set.ramHeaders.first { header in
                set.ramTables.contains { $0.symbol == header.entries }
            } ?? set.ramHeaders.first
        takeProfile(session, into: &map)
    }

    /// Larger files are not written by hand.
    private static let namedFileLimit = 4 << 20

    /// Gives the rows the comments behind them.
    private func nameRows(_ session: ReadingSession, in map: inout MemoryMap) {
        var comments: [String: RowComments] = [:]
        func comment(at location: SourceLocation) -> String? {
            if comments[location.file] == nil,
                let file = session.files.first(where: {
                    $0.path == location.file && $0.bytes.count <= Self.namedFileLimit
                })
            {
                comments[location.file] = RowComments(file)
            }
            return comments[location.file]?.comment(ofLine: location.line)
        }
        // More rows than this are drawn in groups.
        for table in map.tables.indices {
            for row in map.tables[table].rows.indices.prefix(MapPicture.blockLimit) {
                map.tables[table].rows[row].comment = comment(at: map.tables[table].rows[row].location)
            }
        }
        for row in map.deviceRows.indices.prefix(MapPicture.blockLimit) {
            map.deviceRows[row].comment = comment(at: map.deviceRows[row].location)
        }
    }

    /// Without a profile the tables say which kernel they are for: only Compact 7 and later read a marker row or an
    /// OEMRamTable.
    private func takeProfile(_ session: ReadingSession, into map: inout MemoryMap) {
        guard inputs.profile == nil, !map.profile.knowsNewStyleTable else { return }
        let sign: (what: String, place: SourceLocation)? =
            if let marker = map.tables.first?.marker {
                ("CE_NEW_MAPPING_TABLE", marker.location)
            } else {
                map.ramRows.first.map { ("OEMRamTable", $0.location) }
            }
        guard let sign else { return }
        map.profile = .wec7
        session.report(
            .profileTaken, at: sign.place,
            "no profile is given; \(sign.what) is for Compact 7 and later, so the profile is wec7",
            hint: "give --profile when it is another")
    }

    /// The tables with the one asked for in front.
    private func ordered(
        _ tables: [AddressTable], _ files: [SourceFile], _ session: ReadingSession
    ) -> [AddressTable] {
        if tables.isEmpty, let file = files.first {
            session.report(
                .noTable, at: SourceLocation(file: file.path), "the file holds no OEMAddressTable",
                hint: "a table is a label with rows of three words: DCD virtual, physical, megabytes")
        }
        guard let symbol = inputs.tableSymbol, let file = files.first, !tables.isEmpty else { return tables }
        guard let position = tables.firstIndex(where: { $0.symbol == symbol || $0.aliases.contains(symbol) }) else {
            let names = tables.map { "'\($0.symbol)'" }.joined(separator: ", ")
            session.report(
                .noTable, at: SourceLocation(file: file.path), "there is no table '\(symbol)', only \(names)")
            return tables
        }
        var ordered = tables
        ordered.insert(ordered.remove(at: position), at: 0)
        return ordered
    }

    private static func inlineTable(_ rows: [StaticRow]) -> AddressTable {
        let place = rows.first?.location ?? SourceLocation(file: "")
        return AddressTable(symbol: "rows", style: .classic, rows: rows, isTerminated: true, location: place)
    }

    /// The device table that the kernel's table points to, else the first.
    private func deviceRows(_ tables: [TableSet.DeviceTable], of table: AddressTable?) -> [DeviceRow] {
        let named = tables.first { $0.symbol == table?.marker?.deviceTable }
        return (named ?? tables.first)?.rows ?? []
    }

    // MARK: config.bib and images

    private func readBibs(_ session: ReadingSession, _ configuration: ImageConfiguration, into map: inout MemoryMap) {
        let kernel = inputs.bibs.filter { !BootLoaderBib.isNamed($0) }
        for path in inputs.bibs.filter(BootLoaderBib.isNamed) + inputs.loaderBibs {
            let reader = BibReader(session: session)
            reader.preprocessor.adopt(configuration.macros)
            if let file = session.open(path) { reader.read(file) }
            map.regions += reader.regions.map { region in
                var region = region
                region.isOfBootLoader = true
                return region
            }
            if kernel.isEmpty, map.settings.isEmpty { map.settings = reader.settings }
        }
        guard !kernel.isEmpty else { return }
        let reader = BibReader(session: session)
        reader.preprocessor.adopt(configuration.macros)
        for path in kernel {
            if let file = session.open(path) { reader.read(file) }
        }
        map.regions = BootLoaderBib.marked(reader.regions) + map.regions
        map.settings = reader.settings
        map.fixups = reader.fixups
        if map.constants.isEmpty { map.constants = reader.preprocessor.constants }
    }

    private func readImages(_ session: ReadingSession, into map: inout MemoryMap) {
        let start = map.settings.last { $0.key == "ROMSTART" }?.hexadecimalValue
        for path in inputs.images {
            guard let file = session.file(path) else { continue }
            let reader = ImageReader(file: file, session: session)
            if let facts = reader.read(loadAddress: start.flatMap { UInt32(exactly: $0) }) { map.images.append(facts) }
        }
    }
}

/// The constants of image_cfg.h and image_cfg.inc files, read one after the other.
final class ImageConfiguration {
    private let session: ReadingSession
    private let preprocessor: Preprocessor
    private let assembler: AssemblerReader

    init(session: ReadingSession) {
        self.session = session
        preprocessor = Preprocessor(session: session)
        assembler = AssemblerReader(session: session, dialect: .armasm)
        preprocessor.include = { [unowned preprocessor] file in preprocessor.read(file) { _ in } }
    }

    func read(_ file: SourceFile) {
        if SourceLanguage(of: file) == .c {
            preprocessor.read(file) { _ in }
        } else {
            assembler.read(file)
        }
    }

    var macros: [String: Macro] { preprocessor.macros }
    var constants: [ImageConstant] { preprocessor.constants + assembler.constants }
}
