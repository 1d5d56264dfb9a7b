/// Reads the table files of one language.
struct TableReader {
    let language: SourceLanguage
    let session: ReadingSession
    let configuration: ImageConfiguration

    init(_ language: SourceLanguage, session: ReadingSession, configuration: ImageConfiguration) {
        self.language = language
        self.session = session
        self.configuration = configuration
    }

    func read(_ files: [SourceFile], includes: [SourceFile]) -> TableSet {
        switch language {
        case .armasm: readAssembler(.armasm, .megabytes, files, includes)
        case .masm: readAssembler(.masm, .bytes, files, includes)
        case .gnu: readAssembler(.gnu, .megabytes, files, includes)
        case .c: readC(files, includes)
        }
    }

    private func readAssembler(
        _ dialect: Dialect, _ unit: AddressTable.SizeUnit, _ files: [SourceFile], _ includes: [SourceFile]
    ) -> TableSet {
        let headers = ImageConfiguration(session: session)
        let reader = AssemblerReader(session: session, dialect: dialect)
        for constant in configuration.constants { reader.define(constant.name, as: constant.value) }
        for include in includes {
            if SourceLanguage(of: include) == .c {
                headers.read(include)
                for constant in headers.constants { reader.define(constant.name, as: constant.value) }
            } else {
                reader.read(include)
            }
        }
        for file in files { reader.read(file) }
        reader.finish()
        let directive = dialect == .gnu ? ".word" : dialect == .masm ? "dd" : "DCD"
        return TableBuilder(session: session, data: reader.data, unit: unit, directive: directive).tables()
    }

    private func readC(_ files: [SourceFile], _ includes: [SourceFile]) -> TableSet {
        let reader = CTableReader(session: session)
        reader.preprocessor.adopt(configuration.macros)
        for include in includes where SourceLanguage(of: include) == .c { reader.readHeader(include) }
        for file in files { reader.read(file) }
        reader.finish()
        return TableBuilder(session: session, data: reader.data, unit: .megabytes).tables()
    }
}

extension TableSet {
    mutating func append(_ other: TableSet) {
        addressTables += other.addressTables
        deviceTables += other.deviceTables
        ramTables += other.ramTables
        ramHeaders += other.ramHeaders
    }
}
