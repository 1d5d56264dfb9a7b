import HostSystem
import TestSupport

/// A Swift file of the package.
struct SwiftFile {
    /// `Sources/CEKernel/Kernel/Kernel.swift`.
    let path: String
    let lines: [String]

    /// The second part of the path.
    var target: String { String(path.split(separator: "/")[1]) }
    var isSource: Bool { path.hasPrefix("Sources/") }
    var isGenerated: Bool { path.hasSuffix("+Generated.swift") }

    /// Whether each line lies in a text of several lines, whose words and lengths are not the code's.
    var textLines: [Bool] {
        var isInside = false
        return lines.map { line in
            let marks = line.ranges(of: "\"\"\"").count
            defer { if marks % 2 == 1 { isInside.toggle() } }
            return isInside
        }
    }

    /// The lines without comments, for looking for words.
    var code: [Substring] {
        lines.map { line in
            let start = line.hasPrefix("//") ? line.startIndex : line.firstRange(of: " //")?.lowerBound
            return line[..<(start ?? line.endIndex)]
        }
    }

    /// The words of the code, each as often as it stands there.
    var words: [String] {
        code.flatMap { line in
            line.utf8.split { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): false
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: false
                default: true
                }
            }.map { String(Substring($0)) }
        }
    }

    init(path: String) throws {
        self.path = path
        let text = String(
            decoding: try FileAccess().read(FilePath.join(Fixtures.package, path)), as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// All of them, sources and tests, in order.
    static let all: [SwiftFile] = {
        var found: [SwiftFile] = []
        var folders = ["Tests", "Sources"]
        while let folder = folders.popLast() {
            for name in (try? FileAccess().entries(of: FilePath.join(Fixtures.package, folder))) ?? [] {
                let path = "\(folder)/\(name)"
                if FileAccess().kind(of: FilePath.join(Fixtures.package, path)) == .directory {
                    folders.append(path)
                } else if name.hasSuffix(".swift"), let file = try? SwiftFile(path: path) {
                    found.append(file)
                }
            }
        }
        return found.sorted { $0.path < $1.path }
    }()

    /// A function, initialiser or subscript with a body of several lines.
    struct Function {
        let line: Int
        let length: Int
    }

    /// The functions, by the formatter's layout: a body ends at a brace as far to the left as its declaration.
    var functions: [Function] {
        let start = #/^( *)(?:@\S+ )*(?:[\w()]+ )*(?:func |init[?(<]|deinit |subscript[(<])/#
        let isText = textLines
        return lines.indices.compactMap { index in
            let line = lines[index]
            guard !isText[index], !line.hasSuffix("}"), ["func ", "init", "subscript"].contains(where: line.contains),
                let match = line.firstMatch(of: start)
            else { return nil }
            let end = lines[index...].dropFirst().firstIndex { $0.hasPrefix(match.1 + "}") }
            return end.map { Function(line: index + 1, length: $0 - index + 1) }
        }
    }
}
