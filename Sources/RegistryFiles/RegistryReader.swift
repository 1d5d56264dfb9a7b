internal import Diagnostics
public import OEMAddrTable

/// Reads CE's .reg files as they are: keys, values and deletions, conditions of three languages, includes and
/// variables, in any encoding (documents ms923642, ee478730 and gg469889, and the forms that public BSPs use).
///
/// What is no line of the format is left out with a warning, as shipped files have some; a value that cannot be what it
/// says, and a file that is not there, are errors.
public final class RegistryReader {
    /// Bounds of what is read.
    enum Limits {
        static let fileBytes = 16 << 20
        /// Of all files together, with what variables put into lines.
        static let totalBytes = 32 << 20
        static let files = 500
        static let depth = 32
        static let findings = 100
        /// A line with its variables replaced.
        static let line = 1 << 16
    }

    /// Where values go.
    enum Target {
        case nowhere
        case key(RegistryRoot, String)
        /// A key that could not be read: its values are left out with it.
        case skipped
    }

    private let sources: any SourceProvider
    var variables: RegistryVariables
    var conditionals = RegistryConditionals()
    var target = Target.nowhere
    /// The files that are being read, the innermost last.
    private var open: [String] = []
    private var filesRead = 0
    private var bytesRead = 0
    private var counts: [Severity: Int] = [:]
    private var toldComponents = false
    public private(set) var reading = RegistryReading()

    /// - Parameters:
    ///   - sources: opens files and what they include.
    ///   - variables: of the build and its components, with what they are set to.
    public init(sources: any SourceProvider, variables: [String: String] = [:]) {
        self.sources = sources
        self.variables = RegistryVariables(variables)
    }

    /// Reads a file; what it says comes behind what was read before.
    public func read(_ path: String) {
        target = .nowhere
        read(path, from: nil, at: SourceLocation(file: path))
    }

    /// - Parameters:
    ///   - path: as the user or an include names it.
    ///   - location: where it is named.
    func read(_ path: String, from includingFile: String?, at location: SourceLocation) {
        let file: SourceFile?
        do throws(SourceRefusal) { file = try sources.read(path, from: includingFile) } catch {
            report(.missingFile, .error, at: location, "'\(path)' is not read: \(error.message)")
            return
        }
        guard let file else {
            if includingFile == nil {
                report(.missingFile, .error, at: location, "'\(path)' is not there")
            } else {
                report(.missingInclude, .warning, at: location, "'\(path)' is not there; what it says is not known")
            }
            return
        }
        guard !open.contains(file.path) else {
            report(.includeCycle, .error, at: location, "'\(file.path)' includes itself")
            return
        }
        guard open.count < Limits.depth else {
            report(.includeTooDeep, .error, at: location, "files include each other more than \(Limits.depth) deep")
            return
        }
        guard let bytes = admit(file, at: location) else { return }
        open.append(file.path)
        readLines(RegistryLines(bytes))
        open.removeLast()
    }

    /// The text of a file, unless it is none or too long.
    private func admit(_ file: SourceFile, at location: SourceLocation) -> [UInt8]? {
        filesRead += 1
        guard file.bytes.count <= Limits.fileBytes, filesRead <= Limits.files, spend(file.bytes.count) else {
            report(
                .limit, .error, at: location,
                "'\(file.path)' is left out: a file has at most \(Limits.fileBytes >> 20) MB, and all together "
                    + "\(Limits.totalBytes >> 20) MB in \(Limits.files) files")
            return nil
        }
        if let text = TextEncoding.utf8(fromUTF16: file.bytes) { return text }
        guard !file.bytes.contains(0) else {
            report(.notText, .error, at: location, "'\(file.path)' is binary, not text")
            return nil
        }
        return file.bytes
    }

    private func spend(_ bytes: Int) -> Bool {
        bytesRead += bytes
        return bytesRead <= Limits.totalBytes
    }

    private func readLines(_ lines: RegistryLines) {
        var lines = lines
        let floor = conditionals.frames.count
        while let line = lines.next() {
            let location = SourceLocation(file: open.last ?? "", line: lines.number)
            guard readLine(line, &lines, location) else { break }
        }
        for frame in conditionals.unwind(to: floor) where frame.language != .components {
            report(.unbalancedConditional, .warning, at: frame.location, "this condition has no end in its file")
        }
    }

    /// - Returns: false when the rest of the file cannot be read.
    private func readLine(_ line: LineBytes, _ lines: inout RegistryLines, _ location: SourceLocation) -> Bool {
        var line = line
        line.skipBlanks()
        guard let first = line.first else { return true }
        if let isReadable = readDirective(line, &lines, location) { return isReadable }
        guard conditionals.isActive, first != UInt8(ascii: ";") else { return true }
        guard let line = expanded(line, at: location) else { return true }
        switch first {
        case UInt8(ascii: "["): readKey(line, at: location)
        case UInt8(ascii: "\""), UInt8(ascii: "@"): readValue(line, &lines, at: location)
        // Marks of localisation templates.
        case UInt8(ascii: "{"): break
        default: readStray(line, &lines, at: location)
        }
        return true
    }

    /// The line with its variables replaced; nil of one that grows too long.
    func expanded(_ line: LineBytes, at location: SourceLocation) -> LineBytes? {
        let (result, undefined) = variables.expanded(line, limit: Limits.line)
        for name in undefined {
            report(
                .undefinedSymbol, .warning, at: location, "$(\(name)) is not defined",
                hint: "give it a value in the board's 'defines'")
        }
        guard let result, result.bytes.count <= line.bytes.count || spend(result.bytes.count) else {
            report(.limit, .error, at: location, "the line becomes too long when its variables are replaced")
            return nil
        }
        return result
    }

    func add(_ action: RegistryChange.Action, _ root: RegistryRoot, _ path: String, at location: SourceLocation) {
        reading.changes.append(RegistryChange(root: root, path: path, action: action, location: location))
    }

    /// Tells once that components decide nothing here.
    func noteComponents(at location: SourceLocation) {
        guard !toldComponents else { return }
        toldComponents = true
        report(
            .undefinedCondition, .note, at: location,
            "conditions on components (@CESYSGEN) that nothing defines keep what depends on them",
            hint: "a board's 'defines' decide them: CE_MODULES_USB: 0")
    }

    func report(
        _ kind: ReadingFinding, _ severity: Severity, at location: SourceLocation, _ message: String,
        hint: String? = nil
    ) {
        let count = counts[severity, default: 0]
        counts[severity] = count + 1
        if count == Limits.findings {
            reading.findings.append(
                Finding(
                    ReadingFinding.tooManyFindings.rawValue, severity, at: location,
                    "there is more to say of this kind than is shown"))
        }
        guard count < Limits.findings else { return }
        reading.findings.append(Finding(kind.rawValue, severity, at: location, message, hint: hint))
    }
}
