/// Paths as text, as far as files that name other files need them.
///
/// They are taken apart by bytes: finding out what users see as one character takes ten times as long, and no byte of
/// such a character is a slash.
package enum FilePath {
    private static let slash = UInt8(ascii: "/")

    /// The folder part: `a/b` of `a/b/c`, `/` of `/c`, the empty string of `c`.
    package static func directory(of path: String) -> String {
        var body = Substring(path).utf8
        while body.count > 1, body.last == slash { body.removeLast() }
        guard let last = body.lastIndex(of: slash) else { return "" }
        return last == body.startIndex ? "/" : String(Substring(body[..<last]))
    }

    /// The last part: `c` of `a/b/c` and of `a/b/c/`.
    package static func lastComponent(of path: String) -> String {
        var body = Substring(path).utf8
        while body.last == slash { body.removeLast() }
        guard !body.isEmpty else { return path }
        guard let last = body.lastIndex(of: slash) else { return String(Substring(body)) }
        return String(Substring(body[body.index(after: last)...]))
    }

    /// `name` as a file that lies beside `file` names it: unchanged when absolute. `..` and `.` are folded as text.
    package static func resolve(_ name: String, besideFile file: String) -> String {
        join(directory(of: file), name)
    }

    /// `name` inside `folder`, or `name` when it is absolute. `..` and `.` are folded as text.
    package static func join(_ folder: String, _ name: String) -> String {
        if name.utf8.first == slash || folder.isEmpty { return normalized(name) }
        return normalized(folder + "/" + name)
    }

    /// `path` without `.`, doubled slashes and the `..` that can be folded.
    package static func normalized(_ path: String) -> String {
        let isAbsolute = path.utf8.first == slash
        var parts: [Substring] = []
        for bytes in path.utf8.split(separator: slash) {
            let part = Substring(bytes)
            if part == "." { continue }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !isAbsolute {
                parts.append(part)
            }
        }
        let body = parts.joined(separator: "/")
        if isAbsolute { return "/" + body }
        return body.isEmpty ? "." : body
    }
}
