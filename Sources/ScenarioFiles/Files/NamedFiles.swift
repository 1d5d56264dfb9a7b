package import HostSystem

/// The files that scenarios, boards and memory-map files name, and those that are found for them. Whatever they open
/// goes through here, so that a bound holds for all of it.
package enum NamedFiles {
    /// The folder that no such file may leave, links followed; nil without a bound. What lies outside is refused in the
    /// same words whether or not it is there: a scenario of a stranger is to learn nothing of it.
    @TaskLocal package static var root: String?

    /// Longer paths are none.
    private static let pathLimit = 4096

    /// The bytes of a file.
    /// - Throws: `FileError`.
    static func read(_ path: String) throws(FileError) -> [UInt8] { try FileAccess().read(try allowed(path)) }

    /// What a path is, or nil when there is nothing.
    /// - Throws: `FileError` when it lies outside.
    package static func kind(of path: String) throws(FileError) -> FileAccess.Kind? {
        FileAccess().kind(of: try allowed(path))
    }

    /// What a folder has.
    /// - Throws: `FileError`.
    package static func contents(of path: String) throws(FileError) -> [FolderEntry] {
        try FileAccess().contents(of: try allowed(path))
    }

    /// The path to open in place of `path`, which has no control characters: with a bound the part of it that is there, links followed, and the rest as
    /// written.
    private static func allowed(_ path: String) throws(FileError) -> String {
        // A line feed in a name would end a line of a report.
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            let shown = path.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : "\($0)" }.joined()
            throw FileError(path: shown, reason: .system("has control characters in its name"))
        }
        guard let root else { return path }
        let files = FileAccess()
        guard let folder = files.realPath(root) else { throw FileError(path: root, reason: .notFound) }
        guard path.utf8.count <= pathLimit else { throw FileError(path: path, reason: .system("file name too long")) }
        var part = path
        var rest = ""
        while true {
            if let real = files.realPath(part.isEmpty ? "." : part) {
                guard real == folder || real.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else { break }
                return rest.isEmpty ? real : real + "/" + rest
            }
            // Nobody knows where a link would lead that leads nowhere now.
            guard !files.isLink(part), !part.isEmpty, part != "/" else { break }
            let name = FilePath.lastComponent(of: part)
            rest = rest.isEmpty ? name : name + "/" + rest
            part = FilePath.directory(of: part)
        }
        throw FileError(path: path, reason: .outside(folder: root))
    }
}
