package import Diagnostics
internal import HostSystem
package import ScenarioFiles

/// Which scenarios a person means by files and folders.
package struct ScenarioDiscovery {
    /// Scenario files end in this when a folder is searched.
    package static let suffix = ".scenario.yaml"
    /// Deeper folders than this are a loop of links.
    private static let depthLimit = 32

    /// The scenarios, in the order of the arguments, folders sorted by name; each once.
    package private(set) var scenarios: [Scenario] = []
    /// Files that are not scenarios, or not there, with what is wrong.
    package private(set) var broken: [Broken] = []

    /// A file that could not be read as a scenario.
    package struct Broken: Hashable, Sendable {
        package var path: String
        package var errors: InputErrors

        package init(path: String, errors: InputErrors) {
            self.path = path
            self.errors = errors
        }
    }

    private let onProgress: () -> Void

    /// - Parameters:
    ///   - arguments: scenario files, folders, or `FILE#N` for the Nth cell of a file's matrix.
    ///   - onProgress: told before each file and folder.
    package init(_ arguments: [String], onProgress: @escaping () -> Void = {}) {
        self.onProgress = onProgress
        var seen: Set<String> = []
        for argument in arguments {
            let (path, cell) = Self.split(argument)
            if FileAccess().kind(of: path) == .directory {
                if !search(path, depth: 0, &seen) {
                    add(broken: path, "no \(Self.suffix) file in this folder", .missing)
                }
            } else if seen.insert(argument).inserted {
                read(path, cell: cell)
            }
        }
    }

    private mutating func add(broken path: String, _ message: String, _ kind: InputError.Kind) {
        let error = InputError(at: SourceLocation(file: path), message, kind: kind)
        broken.append(Broken(path: path, errors: InputErrors(error)))
    }

    private mutating func read(_ file: String, cell: Int?) {
        onProgress()
        do {
            let found = try Scenario.read(path: file, vocabulary: .machine)
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

    /// Reads the scenario files below a folder.
    /// - Returns: whether there are any, also such as cannot be read or were read before.
    private mutating func search(_ folder: String, depth: Int, _ seen: inout Set<String>) -> Bool {
        guard depth < Self.depthLimit else { return false }
        onProgress()
        var isFound = false
        do throws(FileError) {
            for entry in try NamedFiles.contents(of: folder) where !entry.name.hasPrefix(".") {
                let path = FilePath.join(folder, entry.name)
                let isScenario = entry.name.hasSuffix(Self.suffix)
                if !entry.isUTF8 {
                    guard isScenario || entry.isFolder else { continue }
                    add(broken: path, "its name is not UTF-8; nothing can name it", .malformed)
                    isFound = true
                } else if Self.isFolder(path) {
                    isFound = search(path, depth: depth + 1, &seen) || isFound
                } else if isScenario {
                    isFound = true
                    if seen.insert(path).inserted { read(path, cell: nil) }
                }
            }
        } catch {
            add(broken: error.path, error.message, .malformed)
            return true
        }
        return isFound
    }

    /// Whether a path is a folder, or a link to one that may be read. Links out of that are not followed, wherever they
    /// lead.
    private static func isFolder(_ path: String) -> Bool {
        do throws(FileError) { return try NamedFiles.kind(of: path) == .directory } catch { return false }
    }
}

/// Which of the scenarios found are to run.
package struct ScenarioFilter: Sendable {
    /// Shell patterns on name or file, or parts of one of them; empty allows all.
    package var patterns: [String]
    /// Tags, of which a scenario needs one; empty allows all. `!tag` forbids a tag.
    package var tags: [String]

    package init(patterns: [String], tags: [String]) {
        self.patterns = patterns
        self.tags = tags
    }

    package func accepts(_ scenario: Scenario) -> Bool {
        let isNamed =
            patterns.isEmpty
            || patterns.contains { pattern in
                let glob = Glob(pattern)
                return glob.matches(scenario.name) || glob.matches(scenario.path)
                    || glob.matches(FilePath.lastComponent(of: scenario.path))
                    || !pattern.contains { "*?[".contains($0) }
                        && (scenario.name.contains(pattern) || scenario.path.contains(pattern))
            }
        let wanted = tags.filter { !$0.hasPrefix("!") }
        let forbidden = tags.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
        return isNamed && (wanted.isEmpty || wanted.contains { scenario.tags.contains($0) })
            && !forbidden.contains { scenario.tags.contains($0) }
    }
}
