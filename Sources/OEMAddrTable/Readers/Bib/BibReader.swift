internal import Diagnostics
import GuestAddress

/// Reads config.bib: the MEMORY and CONFIG sections, in a file that mixes `IF` with `#if`.
///
/// Sources: documents ee478925 and ms923584 (MEMORY), ee478924 (CONFIG), and the forms that shipped files use.
final class BibReader {
    enum Section: Hashable { case none, memory, config, other }

    let session: ReadingSession
    let preprocessor: Preprocessor
    private(set) var regions: [BibRegion] = []
    private(set) var settings: [BibSetting] = []
    private(set) var fixups: [FixupVariable] = []
    private var section = Section.none
    private(set) var file = ""
    /// How many conditionals stood open where one asked for the kind of build, WINCEDEBUG; nil outside such ones.
    private var buildDepth: Int?

    init(session: ReadingSession) {
        self.session = session
        preprocessor = Preprocessor(session: session, takesVariables: true)
        preprocessor.include = { [unowned self] in readIncluded($0) }
    }

    /// An included file is another bib, or a header of which only the directives count.
    private func readIncluded(_ source: SourceFile) {
        if source.path.lowercased().hasSuffix(".bib") {
            read(source)
        } else {
            preprocessor.read(source) { _ in }
        }
    }

    func read(_ source: SourceFile) {
        if let problem = source.textProblem {
            session.report(.notText, at: SourceLocation(file: source.path), problem)
        }
        let outerFile = file
        let floor = preprocessor.conditionals.depth
        file = source.path
        session.within(source) { readLines(source.bytes, above: floor) }
        preprocessor.closeFile(above: floor)
        file = outerFile
    }

    private func readLines(_ bytes: [UInt8], above floor: Int) {
        var scanner = LineScanner(bytes)
        var stripper = CommentStripper(hasSemicolons: true)
        let lexer = Lexer(dialect: .c)
        var tokens: [Token] = []
        while let range = scanner.next() {
            guard session.spend(at: SourceLocation(file: file, line: Int(scanner.line))) else { return }
            let line = stripper.strip(bytes, range)
            guard let first = line.bytes[line.range].firstIndex(where: { !$0.isBlank }) else {
                if tokens.isEmpty { continue }
                endDirective(&tokens, above: floor)
                continue
            }
            if !tokens.isEmpty || line.bytes[first] == UInt8(ascii: "#") {
                lexer.lex(line.bytes, line.range, line: scanner.line, into: &tokens)
                if tokens.last?.isSign("\\") == true, tokens.count < session.limits.expansion {
                    tokens.removeLast()
                } else {
                    endDirective(&tokens, above: floor)
                }
                continue
            }
            readLine(line.bytes, line.range, scanner.line, above: floor)
        }
        endDirective(&tokens, above: floor)
    }

    private func endDirective(_ tokens: inout [Token], above floor: Int) {
        if !tokens.isEmpty { preprocessor.directive(tokens, in: file, above: floor) }
        tokens.removeAll(keepingCapacity: true)
    }

    // MARK: Lines

    private func readLine(_ bytes: [UInt8], _ range: Range<Int>, _ line: Int32, above floor: Int) {
        let fields = BibField.split(bytes, range, line: line)
        guard let first = fields.first else { return }
        let keyword = first.text.uppercased()
        if readConditional(keyword, bytes, range, fields, above: floor) { return }
        guard preprocessor.conditionals.isActive else { return }
        if fields.count == 1, let next = Self.sections[keyword] {
            section = next
            return
        }
        switch section {
        case .memory: readRegion(fields)
        case .config: readSetting(bytes, range, fields)
        case .none:
            session.report(
                .unreadableLine, at: location(fields), "the line stands before MEMORY, CONFIG, MODULES or FILES",
                severity: .warning)
        case .other: break
        }
    }

    private static let sections: [String: Section] = [
        "MEMORY": .memory, "CONFIG": .config, "MODULES": .other, "FILES": .other,
    ]

    private func location(_ fields: some Collection<BibField>) -> SourceLocation {
        guard let first = fields.first else { return SourceLocation(file: file) }
        let end = fields.reduce(first.column) { max($0, $1.column + $1.length) }
        return SourceLocation(
            file: file, line: Int(first.line), column: Int(first.column), length: Int(end - first.column))
    }

    private func readConditional(
        _ keyword: String, _ bytes: [UInt8], _ range: Range<Int>, _ fields: [BibField], above floor: Int
    ) -> Bool {
        let place = location(fields)
        let problem: String?
        switch keyword {
        case "IF":
            let depth = preprocessor.conditionals.depth
            problem = preprocessor.conditionals.open(.bib, at: place) { condition(bytes, range, place, inside: depth) }
        case "ELSE": problem = preprocessor.conditionals.next(.bib, nil)
        case "ENDIF":
            problem = preprocessor.conditionals.close(.bib, above: floor)
            if let depth = buildDepth, preprocessor.conditionals.depth <= depth { buildDepth = nil }
        default: return false
        }
        guard let problem else { return true }
        // romimage goes on after a keyword too many, and images built from such files shipped.
        let isSpare = keyword == "ENDIF" && preprocessor.conditionals.depth == floor
        session.report(
            .unbalancedConditional, at: place, problem, severity: .warning,
            fix: isSpare ? Finding.Fix(at: fields[0].place.location(in: file), "; " + fields[0].text) : nil)
        return true
    }

    private func condition(
        _ bytes: [UInt8], _ range: Range<Int>, _ place: SourceLocation, inside depth: Int
    ) -> Bool {
        var tokens: [Token] = []
        Lexer(dialect: .c).lex(bytes, range, line: Int32(truncatingIfNeeded: place.line), into: &tokens)
        do {
            return try BibCondition.evaluate(
                tokens.dropFirst(),
                value: { [unowned self] name in
                    if let text = text(of: name.text) { return text }
                    session.noteUndecided(name.text, at: name.location(in: file), taken: "not set")
                    return nil
                },
                noteComparison: { [unowned self] in
                    if buildDepth == nil, $0.uppercased() == BuildSettings.kindOfBuild { buildDepth = depth }
                    session.noteCandidate($1, of: $0)
                    session.noteChoice($1, of: $0)
                })
        } catch {
            session.report(.badExpression, at: error.token?.location(in: file) ?? place, error.message)
            return false
        }
    }

    // MARK: MEMORY

    private func readRegion(_ fields: [BibField]) {
        let place = location(fields)
        guard fields.count >= 3 else {
            session.report(
                .wrongColumnCount, at: place, "a line of MEMORY needs a name, a start, a size and a type",
                hint: "write NAME START SIZE TYPE, start and size in hexadecimal")
            return
        }
        // `RESERVE` without a type is a hole in the image.
        let isHole = fields.count == 3 && fields[0].text.uppercased() == "RESERVE"
        guard fields.count >= 4 || isHole else {
            session.report(.wrongColumnCount, at: place, "the type of the region is missing")
            return
        }
        let type = isHole ? "RESERVED" : (substitute(fields[3]) ?? "").uppercased()
        if type == "FIXUPVAR" {
            readFixup(fields, place)
            return
        }
        guard let kind = Self.kinds[type] else {
            session.report(
                .unknownRegionType, at: fields[3].place.location(in: file),
                "'\(fields[3].text)' is not a type of region")
            return
        }
        guard let name = substitute(fields[0]), let start = number(fields[1]), let size = number(fields[2]) else {
            return
        }
        if fields.count > 5 {
            session.report(
                .wrongColumnCount, at: location(fields[5...]), "a line of MEMORY has at most five columns")
        }
        var region = BibRegion(
            name: name, start: VirtualAddress(start), size: UInt64(size), kind: kind, location: place,
            extended: fields.count > 4 ? substitute(fields[4]) : nil, startPlace: fields[1].place,
            sizePlace: fields[2].place)
        region.names = Set(fields[1...2].compactMap { Self.variable(in: Array($0.text.utf8))?.name.uppercased() })
        regions.append(region)
    }

    private static let kinds: [String: BibRegion.Kind] = [
        "RAMIMAGE": .ramimage, "RAM": .ram, "RESERVED": .reserved, "NANDIMAGE": .nandimage,
        "EXTENSION": .extensionRegion, "ROM_8": .rom8, "ROM_16": .rom16, "ROMX8": .romx8,
    ]

    private func readFixup(_ fields: [BibField], _ place: SourceLocation) {
        guard let name = substitute(fields[0]), number(fields[1]) != nil, let value = number(fields[2]) else { return }
        let parts = name.split(separator: ":", maxSplits: 1)
        let hasModule = parts.count == 2
        fixups.append(
            FixupVariable(
                module: hasModule ? String(parts[0]) : nil, variable: hasModule ? String(parts[1]) : name,
                value: value, location: place))
    }

    // MARK: CONFIG

    private func readSetting(_ bytes: [UInt8], _ range: Range<Int>, _ fields: [BibField]) {
        let place = location(fields)
        guard let equals = bytes[range].firstIndex(of: UInt8(ascii: "=")) else {
            guard fields.count == 3 else {
                session.report(
                    .unreadableLine, at: place, "a line of CONFIG is KEY=VALUE, or KEY, region and value")
                return
            }
            add(key: fields[0].text, region: fields[1].text, fields[2], place)
            return
        }
        let line = fields[0].line
        let key = BibField.split(bytes, range.lowerBound..<equals, line: line)
        var value = BibField.split(bytes, (equals + 1)..<range.upperBound, line: line)
        let shift = Int32(truncatingIfNeeded: equals + 1 - range.lowerBound)
        for index in value.indices { value[index].column += shift }
        guard key.count == 1, let first = value.first else {
            session.report(.unreadableLine, at: place, "a line of CONFIG is KEY=VALUE")
            return
        }
        // What follows the value is taken for a remark, as romimage does.
        add(key: key[0].text, region: nil, first, location(key + [first]))
    }

    private func add(key: String, region: String?, _ value: BibField, _ place: SourceLocation) {
        let text = substitute(value, severity: .warning) ?? value.text
        var setting = BibSetting(key: key.uppercased(), value: text, location: place, region: region)
        setting.isOfOneKindOfBuild = buildDepth != nil
        settings.append(setting)
    }
}
