package import HostSystem

/// A folder of its own for a test, removed with the value.
package final class TemporaryFolder {
    package let path = "/tmp/cebsp-tests-\(UInt64.random(in: 0 ... .max))"

    /// - Parameter files: texts by name.
    /// - Throws: `FileError`.
    package init(_ files: [String: String] = [:]) throws(FileError) {
        try FileAccess().makeDirectory(path)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileAccess().removeTree(path) }

    /// The path of a file in the folder.
    package func file(_ name: String) -> String { FilePath.join(path, name) }

    /// - Returns: the file's path.
    /// - Throws: `FileError`.
    @discardableResult
    package func write(_ text: String, to name: String) throws(FileError) -> String {
        let path = file(name)
        let folder = FilePath.directory(of: path)
        if FileAccess().kind(of: folder) == nil { try FileAccess().makeDirectory(folder) }
        try FileAccess().write(text, to: path)
        return path
    }

    /// - Throws: `FileError`.
    package func text(_ name: String) throws(FileError) -> String {
        String(decoding: try FileAccess().read(file(name)), as: UTF8.self)
    }
}
