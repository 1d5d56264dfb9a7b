internal import Diagnostics

/// What all readers of one reading share: the files, the findings, the bounds, and the symbols that conditions asked
/// for in vain.
final class ReadingSession {
    /// A symbol that a condition asked for and nothing defines.
    struct Undecided: Hashable {
        var name: String
        /// The values that conditions compare it with, in the order met.
        var candidates: [String]
        /// The symbols, not defined either, that conditions compare it with.
        var symbols: [String] = []
    }

    let limits: ReadingLimits
    /// What the user gave.
    let defines: [String: String]
    /// What the build gives.
    var settings = BuildSettings()
    private let provider: any SourceProvider
    /// Files that the user named, for includes that the provider does not find.
    private let namedFiles: [String]
    private var keptFindings: [Finding] = []
    private var seen: Set<Finding> = []
    private var omitted = 0
    private var totalBytes = 0
    private var opened = 0
    /// Includes that were looked for, found or not: looking costs as well.
    private var sought = 0
    private var steps = 0
    private var openPaths: [String] = []
    private var saidExhausted = false
    var files: [SourceFile] = []
    private var filePositions: [String: Int] = [:]
    private(set) var undecided: [Undecided] = []
    private var undecidedPositions: [String: Int] = [:]
    private var undecidedFindings: [(name: String, finding: Finding)] = []
    private var definedNames: Set<String> = []

    init(
        provider: any SourceProvider, defines: [String: String] = [:], namedFiles: [String] = [],
        limits: ReadingLimits = ReadingLimits()
    ) {
        self.provider = provider
        self.defines = defines
        self.namedFiles = namedFiles
        self.limits = limits
    }

    // MARK: Findings

    func report(_ finding: Finding) {
        guard keptFindings.count < limits.findings else {
            omitted += 1
            return
        }
        if seen.insert(finding).inserted { keptFindings.append(finding) }
    }

    /// - Parameter severity: another severity than the kind's own.
    func report(
        _ kind: ReadingFinding, at location: SourceLocation, _ message: String, hint: String? = nil,
        severity: Severity? = nil, fix: Finding.Fix? = nil
    ) {
        report(Finding(kind.rawValue, severity ?? kind.severity, at: location, message, hint: hint, fix: fix))
    }

    /// The findings in the order made, with a last one for those that were too many.
    var findings: [Finding] {
        let notes = undecidedNotes
        guard omitted > 0, let last = keptFindings.last else { return keptFindings + notes }
        let kind = ReadingFinding.tooManyFindings
        return keptFindings + notes + [
            Finding(kind.rawValue, kind.severity, at: last.location, "\(omitted) further findings are left out")
        ]
    }

    /// The symbols that stayed open, in one finding however many they are.
    private var undecidedNotes: [Finding] {
        let open = undecidedFindings.filter { !definedNames.contains($0.name) }
        guard open.count > 1, let first = open.first else { return open.map(\.finding) }
        let shown = open.prefix(Self.namedSymbols)
        let names = shown.map { "'\($0.name)'" }.joined(separator: ", ")
        let rest = open.count > shown.count ? " and \(open.count - shown.count) more" : ""
        return [
            Finding(
                first.finding.id, first.finding.severity, at: first.finding.location,
                "\(open.count) symbols are not defined, and conditions take them so: \(names)\(rest)",
                notes: shown.dropFirst().map { .init($0.finding.message, at: $0.finding.location) },
                hint: "give them with --define NAME=… or in the board file's defines")
        ]
    }

    /// How many open symbols are named.
    private static let namedSymbols = 12

    // MARK: Bounds

    /// Counts `count` steps; false when the reading has to stop.
    func spend(_ count: Int = 1, at location: @autoclosure () -> SourceLocation) -> Bool {
        steps &+= count
        if steps <= limits.steps { return true }
        if !saidExhausted {
            saidExhausted = true
            report(.limit, at: location(), "the files ask for too much work; reading stops here")
        }
        return false
    }

    // MARK: Files

    /// Opens a file the user named.
    func open(_ path: String) -> SourceFile? {
        guard let file = file(path) else { return nil }
        return admit(file, at: SourceLocation(file: path))
    }

    /// The bytes of a file the user named, whatever it is.
    func file(_ path: String) -> SourceFile? {
        do throws(SourceRefusal) {
            if let file = try provider.read(path, from: nil) { return file }
            report(.missingFile, at: SourceLocation(file: path), "the file is not there or cannot be read")
        } catch { report(.missingFile, at: SourceLocation(file: path), "the file \(error.message)") }
        return nil
    }

    /// Opens what an INCLUDE at `location` names.
    func open(include name: String, at location: SourceLocation) -> SourceFile? {
        guard openPaths.count < limits.includeDepth else {
            report(
                .includeTooDeep, at: location, "files include one another more than \(limits.includeDepth) levels deep")
            return nil
        }
        sought += 1
        guard sought <= limits.includes else {
            report(.limit, at: location, "more than \(limits.includes) files are included; '\(name)' is left out")
            return nil
        }
        let found: SourceFile?
        do throws(SourceRefusal) {
            if let near = try provider.read(name, from: location.file) {
                found = near
            } else {
                found = try namedFile(like: name)
            }
        } catch {
            report(.missingInclude, at: location, "the included file '\(name)' \(error.message)", severity: .error)
            return nil
        }
        guard let file = found else {
            report(
                .missingInclude, at: location, "the included file '\(name)' is not there; reading goes on without it")
            return nil
        }
        guard !openPaths.contains(file.path) else {
            report(.includeCycle, at: location, "'\(file.path)' includes itself; this include is skipped")
            return nil
        }
        return admit(file, at: location)
    }

    /// Opens a file that a build file calls or includes, without a finding when it is not there or may not be read: it
    /// may be one of the tools' own.
    func openQuietly(include name: String, from file: String) -> SourceFile? {
        guard openPaths.count < limits.includeDepth, let source = try? provider.read(name, from: file),
            !openPaths.contains(source.path)
        else { return nil }
        return admit(source, at: SourceLocation(file: file))
    }

    /// Whether there is a file of a name, seen from another.
    func exists(_ name: String, from file: String) -> Bool { (try? provider.read(name, from: file)) != nil }

    /// Reads the text of a file inside `body`, as one level of inclusion.
    func within(_ file: SourceFile, _ body: () -> Void) {
        openPaths.append(file.path)
        body()
        openPaths.removeLast()
    }

    private func namedFile(like name: String) throws(SourceRefusal) -> SourceFile? {
        let wanted = IncludeName(name).lastComponent.lowercased()
        guard !wanted.isEmpty,
            let path = namedFiles.first(where: { IncludeName($0).lastComponent.lowercased() == wanted })
        else { return nil }
        return try provider.read(path, from: nil)
    }

    private func admit(_ file: SourceFile, at location: SourceLocation) -> SourceFile? {
        opened += 1
        totalBytes += file.bytes.count
        guard file.bytes.count <= limits.fileBytes else {
            report(.limit, at: location, "'\(file.path)' has \(file.bytes.count) bytes, more than \(limits.fileBytes)")
            return nil
        }
        guard opened <= limits.includes, totalBytes <= limits.totalBytes else {
            report(.limit, at: location, "too many or too long files are included; '\(file.path)' is left out")
            return nil
        }
        var file = file
        if let text = TextEncoding.utf8(fromUTF16: file.bytes) {
            file.bytes = text
            report(
                .notText, at: SourceLocation(file: file.path), "the file is UTF-16, and is read as such",
                severity: .note)
        } else if file.isBinary {
            report(.notText, at: SourceLocation(file: file.path), "the file is binary, not text", severity: .error)
            return nil
        }
        if filePositions[file.path] == nil {
            filePositions[file.path] = files.count
            files.append(file)
        }
        return file
    }

    // MARK: Symbols

    /// Notes that a condition asked for a symbol that nothing defines. Compilers of C have no `__cplusplus`.
    func noteUndecided(_ name: String, at location: SourceLocation, taken: String) {
        if undecidedPositions[name] == nil, !settings.isCleared(name), name != "__cplusplus" {
            undecidedPositions[name] = undecided.count
            undecided.append(Undecided(name: name, candidates: []))
            let kind = ReadingFinding.undefinedCondition
            let finding = Finding(
                kind.rawValue, kind.severity, at: location,
                "'\(name)' is not defined; the condition takes it as \(taken)",
                hint: "give it with --define \(name)=… or in the board file's defines")
            if undecidedFindings.count < limits.findings { undecidedFindings.append((name, finding)) }
        }
    }

    /// Notes a value that a condition compares an undefined symbol with.
    func noteCandidate(_ value: String, of name: String) {
        guard let position = undecidedPositions[name], undecided[position].candidates.count < 8,
            !undecided[position].candidates.contains(value)
        else { return }
        undecided[position].candidates.append(value)
    }

    /// Notes a symbol that a condition compares another with, when nothing defines either.
    func noteComparison(of name: String, with other: String) {
        guard let position = undecidedPositions[name], undecided[position].symbols.count < 8, name != other,
            !undecided[position].symbols.contains(other)
        else { return }
        undecided[position].symbols.append(other)
    }

    /// Notes a value that a condition compares a variable with that the build sets to one of several.
    func noteChoice(_ value: String, of name: String) {
        let kind = BuildSettings.kindOfBuild
        guard name.uppercased() == kind, defines[name] == nil, settings.variables[kind] != value else { return }
        if undecidedPositions[name] == nil {
            undecidedPositions[name] = undecided.count
            undecided.append(Undecided(name: name, candidates: []))
        }
        noteCandidate(value, of: name)
    }

    /// Notes that a file defines a symbol: an earlier question for it was a guard against double inclusion.
    func noteDefinition(_ name: String) {
        if undecidedPositions[name] != nil { definedNames.insert(name) }
    }

    /// The undecided symbols that no file defines.
    var openSymbols: [Undecided] { undecided.filter { !definedNames.contains($0.name) } }
}
