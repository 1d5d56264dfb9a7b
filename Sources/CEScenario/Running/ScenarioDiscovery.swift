internal import HostSystem
internal import OEMAddrTable

/// Which scenarios a person means by files and folders.
public struct ScenarioDiscovery: Sendable {
    /// Scenario files end in this when a folder is searched.
    public static let suffix = ".scenario.yaml"
    /// Deeper folders than this are a loop of links.
    private static let depthLimit = 32

    /// The scenarios, in the order of the arguments, folders sorted by name; each once.
    public private(set) var scenarios: [Scenario] = []
    /// Files that are not scenarios, or not there, with what is wrong.
    public private(set) var broken: [Broken] = []

    /// A file that could not be read as a scenario.
    public struct Broken: Hashable, Sendable {
        public var path: String
        public var errors: InputErrors

        public init(path: String, errors: InputErrors) {
            self.path = path
            self.errors = errors
        }
    }

    /// - Parameter arguments: scenario files, folders, or `FILE#N` for the Nth cell of a file's matrix.
    public init(_ arguments: [String]) {
        var seen: Set<String> = []
        for argument in arguments {
            let (path, cell) = Self.split(argument)
            var isExplicit = true
            var paths = [path]
            if FileAccess().kind(of: path) == .directory {
                isExplicit = false
                do {
                    paths = try Self.files(in: path, depth: 0)
                    if paths.isEmpty { add(broken: path, "no \(Self.suffix) file in this folder", .missing) }
                } catch {
                    add(broken: error.path, error.message, .malformed)
                    continue
                }
            }
            for file in paths where seen.insert(isExplicit ? argument : file).inserted { read(file, cell: cell) }
        }
    }

    private mutating func add(broken path: String, _ message: String, _ kind: InputError.Kind) {
        let error = InputError(at: SourceLocation(file: path), message, kind: kind)
        broken.append(Broken(path: path, errors: InputErrors(error)))
    }

    private mutating func read(_ file: String, cell: Int?) {
        do {
            let found = try Scenario.read(path: file)
            guard let cell else {
                scenarios += found
                return
            }
            guard cell >= 1, cell <= found.count else {
                add(broken: file, "has \(found.count) scenarios, there is no #\(cell)", .malformed)
                return
            }
            scenarios.append(found[cell - 1])
        } catch {
            broken.append(Broken(path: file, errors: error))
        }
    }

    private static func split(_ argument: String) -> (path: String, cell: Int?) {
        guard let mark = argument.lastIndex(of: "#"), let cell = Int(argument[argument.index(after: mark)...]),
            FileAccess().kind(of: argument) == nil
        else { return (argument, nil) }
        return (String(argument[..<mark]), cell)
    }

    private static func files(in folder: String, depth: Int) throws(FileError) -> [String] {
        guard depth < depthLimit else { return [] }
        var found: [String] = []
        for name in try FileAccess().entries(of: folder) where !name.hasPrefix(".") {
            let path = FilePath.join(folder, name)
            switch FileAccess().kind(of: path) {
            case .directory: found += try files(in: path, depth: depth + 1)
            case .file where name.hasSuffix(suffix): found.append(path)
            default: break
            }
        }
        return found
    }
}

/// Which of the scenarios found are to run.
public struct ScenarioFilter: Sendable {
    /// Shell patterns on name or file; empty allows all.
    public var patterns: [String]
    /// Tags, of which a scenario needs one; empty allows all. `!tag` forbids a tag.
    public var tags: [String]

    public init(patterns: [String], tags: [String]) {
        self.patterns = patterns
        self.tags = tags
    }

    public func accepts(_ scenario: Scenario) -> Bool {
        let isNamed =
            patterns.isEmpty
            || patterns.contains { pattern in
                let glob = Glob(pattern)
                return glob.matches(scenario.name) || glob.matches(scenario.path)
                    || glob.matches(FilePath.lastComponent(of: scenario.path))
            }
        let wanted = tags.filter { !$0.hasPrefix("!") }
        let forbidden = tags.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
        return isNamed && (wanted.isEmpty || wanted.contains { scenario.tags.contains($0) })
            && !forbidden.contains { scenario.tags.contains($0) }
    }
}
