/// Paths as text, as far as files that name other files need them.
package enum FilePath {
    /// The folder part: `a/b` of `a/b/c`, `/` of `/c`, the empty string of `c`.
    package static func directory(of path: String) -> String {
        var body = path[...]
        while body.count > 1, body.hasSuffix("/") { body = body.dropLast() }
        guard let slash = body.lastIndex(of: "/") else { return "" }
        return slash == body.startIndex ? "/" : String(body[..<slash])
    }

    /// The last part: `c` of `a/b/c` and of `a/b/c/`.
    package static func lastComponent(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// `name` as a file that lies beside `file` names it: unchanged when absolute. `..` and `.` are folded as text.
    package static func resolve(_ name: String, besideFile file: String) -> String {
        join(directory(of: file), name)
    }

    /// `name` inside `folder`, or `name` when it is absolute. `..` and `.` are folded as text.
    package static func join(_ folder: String, _ name: String) -> String {
        if name.hasPrefix("/") || folder.isEmpty { return normalized(name) }
        return normalized(folder + "/" + name)
    }

    /// `path` without `.`, doubled slashes and the `..` that can be folded.
    package static func normalized(_ path: String) -> String {
        let isAbsolute = path.hasPrefix("/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
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
