import Foundation

/// Which files of a target name types of which other ones, read from the words of the sources: a rough picture, and
/// cheap.
struct SourceCircles {
    /// Lines of code by file.
    let sizes: [String: Int]
    /// The files whose types a file names.
    private let named: [String: Set<String>]

    /// - Parameter sources: the text of each file by its path.
    init(_ sources: [String: String]) {
        let texts = sources.mapValues(Self.code)
        sizes = texts.mapValues { $0.components(separatedBy: "\n").count }
        var definitions: [String: Set<String>] = [:]
        let declaration = #/\b(?:class|struct|enum|protocol|typealias|actor)\s+([A-Z]\w*)/#
        for (path, text) in texts {
            for match in text.matches(of: declaration) { definitions[String(match.1), default: []].insert(path) }
        }
        // A name that several files have, or a short one, says nothing.
        let owners = definitions.filter { $0.value.count == 1 && $0.key.count > 3 }.compactMapValues(\.first)
        var named: [String: Set<String>] = [:]
        for (path, text) in texts {
            let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
            named[path] = Set(words.compactMap { owners[$0] }).subtracting([path])
        }
        self.named = named
    }

    /// Without comments and the contents of strings.
    private static func code(_ text: String) -> String {
        text.replacing(#/"""(?:.|\n)*?"""/#, with: "\"\"").replacing(#/"(?:\\.|[^"\\\n])*"/#, with: "\"\"")
            .replacing(#/\/\/[^\n]*/#, with: "")
    }

    /// The largest set of files each of which leads to every other one by what they name.
    var largest: Set<String> {
        var best: Set<String> = []
        var left = Set(named.keys)
        while let start = left.min() {
            let circle = reached(from: start, named).intersection(reached(from: start, naming))
            left.subtract(circle)
            if circle.count > best.count { best = circle }
        }
        return best
    }

    private var naming: [String: Set<String>] {
        var naming: [String: Set<String>] = [:]
        for (path, others) in named { for other in others { naming[other, default: []].insert(path) } }
        return naming
    }

    private func reached(from start: String, _ arrows: [String: Set<String>]) -> Set<String> {
        var found: Set<String> = [start]
        var waiting = [start]
        while let next = waiting.popLast() {
            for other in arrows[next] ?? [] where found.insert(other).inserted { waiting.append(other) }
        }
        return found
    }
}
