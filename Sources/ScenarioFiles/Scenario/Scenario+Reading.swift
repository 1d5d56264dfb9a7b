package import Diagnostics
internal import MachineTerms
internal import OEMAddrTable

extension Scenario {
    /// Virtual time that a run gets when its file gives none: 60 s.
    static let standardTimeout: UInt64 = 60_000_000_000

    /// Reads the scenarios of a file: one, or one for each cell of its matrix.
    /// - Parameters:
    ///   - path: the file.
    ///   - vocabulary: what a scenario may name.
    /// - Throws: `InputErrors` with every problem found.
    package static func read(path: String, vocabulary: MachineVocabulary) throws(InputErrors) -> [Scenario] {
        let bytes = try FileReference(path: path, location: SourceLocation(file: path)).read()
        return try read(bytes: bytes, path: path, vocabulary: vocabulary)
    }

    /// Reads one of the scenarios of a file.
    /// - Parameter cell: its position, from 0.
    /// - Returns: nil when the file has fewer.
    /// - Throws: `InputErrors`.
    package static func read(
        path: String, cell: Int, vocabulary: MachineVocabulary
    ) throws(InputErrors) -> Scenario? {
        let bytes = try FileReference(path: path, location: SourceLocation(file: path)).read()
        return try read(bytes: bytes, path: path, vocabulary: vocabulary, only: cell).first
    }

    /// Reads the scenarios of a file's text.
    /// - Parameter only: the position of the only one that is wanted, or nil for all.
    /// - Throws: `InputErrors`.
    package static func read(
        bytes: [UInt8], path: String, vocabulary: MachineVocabulary, only: Int? = nil
    ) throws(InputErrors) -> [Scenario] {
        let shape = Shape.mapping(ScenarioSchema.root(vocabulary))
        if let other = OtherFile(bytes: bytes, path: path) { throw other.errors(in: path) }
        let root = try YAMLNode(parsing: bytes, file: path)
        if let other = OtherFile(root) { throw other.errors(in: path) }
        let cells = try ParameterMatrix(root).cells()
        var scenarios: [Scenario] = []
        var room = ParameterMatrix.expansionLimit
        for (position, cell) in cells.enumerated() where only == nil || only == position {
            let node = try shape.value(of: try cell.applied(to: root, &room))
            var scenario = Scenario(path: path, validated: node, parameters: cell.parameters)
            scenario.cell = position
            // Parameters that the name does not show by itself are added, so that no two cells have one name.
            let written = root[ScenarioSchema.name]?.text ?? ""
            let hidden = cell.parameters.filter { !written.contains("${\($0.name)}") }
            if !hidden.isEmpty {
                scenario.name += " [" + hidden.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") + "]"
            }
            if cells.count > 1 { scenario.selector = "\(path)#\(position + 1)" }
            let mistakes =
                scenario.mistakes() + checkerMistakes(node[ScenarioSchema.checkers], vocabulary)
                + InjectionSchema.mistakes(in: node[ScenarioSchema.inject], of: scenario, vocabulary)
                + StepSchema.mistakes(in: node[ScenarioSchema.steps])
                + scheduleMistakes(node[ScenarioSchema.schedule])
                + ExpectationReader.mistakes(in: node[ScenarioSchema.expect])
            guard mistakes.isEmpty else { throw InputErrors(mistakes) }
            scenarios.append(scenario)
        }
        return scenarios
    }

    private static func scheduleMistakes(_ node: SchemaValue?) -> [InputError] {
        guard let node, let text = node.text, ThreadSchedule(text) == nil else { return [] }
        return [InputError(at: node.location, "'\(text.prefix(60))' is no seed, as 7, or 7:12,55")]
    }

    private static func checkerMistakes(_ node: SchemaValue?, _ vocabulary: MachineVocabulary) -> [InputError] {
        // An empty list is what was always written for none.
        guard let node, !node.items.isEmpty else { return [] }
        let mistake = vocabulary.mistake(inCheckers: node.items.compactMap(\.text))
        return mistake.map { [InputError(at: node.location, $0)] } ?? []
    }

    private init(path: String, validated root: SchemaValue, parameters: [Parameter]) {
        self.path = path
        location = root.location
        name = root[ScenarioSchema.name]?.text ?? ""
        summary = root[ScenarioSchema.shows]?.text
        sideBySide = root[ScenarioSchema.sideBySide]?.text
        board =
            root[ScenarioSchema.board]?.fileReference() ?? FileReference(path: "", location: root.location)
        cpu = root[ScenarioSchema.cpu]?.text
        tags = root[ScenarioSchema.tags]?.items.compactMap(\.text) ?? []
        skip = root[ScenarioSchema.skip]?.text
        timeout = root[ScenarioSchema.timeout]?.nanoseconds ?? Self.standardTimeout
        files = root[ScenarioSchema.files]?.items.compactMap { $0.fileReference() } ?? []
        symbols = root[ScenarioSchema.symbols]?.items.compactMap { $0.fileReference() } ?? []
        registry = (root[ScenarioSchema.registry]?.entries ?? []).map { key in
            RegistryKey(path: key.key, values: key.value.entries.compactMap(Self.registryEntry))
        }
        registryFiles = root[ScenarioSchema.registryFiles]?.items.compactMap { $0.fileReference() } ?? []
        activatesBuiltIn = root[ScenarioSchema.builtin]?.boolean ?? false
        let drivers = (root[ScenarioSchema.drivers]?.items ?? []).map(Self.driver)
        self.drivers = drivers
        processes = (root[ScenarioSchema.processes]?.items ?? []).map { node in
            Process(
                image: node[ScenarioSchema.processImage]?.text ?? "",
                arguments: node[ScenarioSchema.processArguments]?.text ?? "", location: node.location)
        }
        steps = (root[ScenarioSchema.steps]?.items ?? []).compactMap(StepSchema.step)
        injections = (root[ScenarioSchema.inject]?.items ?? []).compactMap {
            InjectionSchema.injection($0, drivers: drivers)
        }
        checkers = root[ScenarioSchema.checkers].map { $0.items.compactMap(\.text) }
        breakpoints = root[ScenarioSchema.breakpoints]?.text.flatMap(Breakpoints.init(rawValue:)) ?? .go
        missing = root[ScenarioSchema.missing]?.text.flatMap(Missing.init(rawValue:)) ?? .stop
        schedule = root[ScenarioSchema.schedule]?.text.flatMap(ThreadSchedule.init)
        expectations =
            root[ScenarioSchema.expect].map(ExpectationReader.read) ?? .standard(at: root.location)
        self.parameters = parameters
        cell = 0
        selector = path
    }

    private static func driver(_ node: SchemaValue) -> Driver {
        Driver(
            name: node[ScenarioSchema.driverName]?.text ?? "", dll: node[ScenarioSchema.driverDLL]?.text ?? "",
            prefix: node[ScenarioSchema.driverPrefix]?.text,
            index: node[ScenarioSchema.driverIndex]?.integer.flatMap(UInt32.init(exactly:)),
            mode: node[ScenarioSchema.driverMode]?.text.flatMap(Driver.Mode.init(rawValue:)) ?? .kernel,
            values: node[ScenarioSchema.driverValues]?.entries.compactMap(registryEntry) ?? [],
            location: node.location)
    }

    private static func registryEntry(_ entry: SchemaValue.Entry) -> RegistryEntry? {
        let value: RegistryEntry.Value
        if let bytes = entry.value[ScenarioSchema.registryBytes]?.bytes {
            value = .binary(bytes)
        } else if entry.value.isList {
            value = .multiString(entry.value.items.compactMap(\.text))
        } else if let number = entry.value.word {
            value = .dword(number)
        } else if let text = entry.value.text {
            value = .string(text)
        } else {
            return nil
        }
        return RegistryEntry(name: entry.key, value: value, location: entry.keyLocation)
    }
}
