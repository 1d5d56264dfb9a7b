package import Diagnostics
internal import HostSystem

/// A file that another file names.
package struct FileReference: Hashable, Sendable {
    /// The path to open: as written when absolute, otherwise beside the file that names it.
    package var path: String
    /// Where it is named.
    package var location: SourceLocation

    package init(path: String, location: SourceLocation) {
        self.path = path
        self.location = location
    }

    /// The last part of the path.
    package var name: String { FilePath.lastComponent(of: path) }

    /// The file's bytes.
    /// - Throws: `InputErrors` with the place where the file is named.
    package func read() throws(InputErrors) -> [UInt8] {
        do {
            return try NamedFiles.read(path)
        } catch { throw InputErrors(inputError(error)) }
    }

    private func inputError(_ error: FileError) -> InputError {
        let isMissing = error.reason == .notFound || error.reason == .notDirectory
        return InputError(
            at: location, location.file == path ? error.message : "\(error)",
            kind: isMissing ? .missing : .malformed)
    }

    /// The errors that files are not there.
    static func absences(_ files: [FileReference]) -> [InputError] {
        var errors: [InputError] = []
        for file in files {
            do throws(FileError) {
                switch try NamedFiles.kind(of: file.path) {
                case .directory:
                    errors.append(InputError(at: file.location, "\(file.path): is a folder, not a file"))
                case nil:
                    // Each hint costs a look through a folder.
                    let hint = errors.count < hintLimit ? file.nearby() : nil
                    errors.append(
                        InputError(at: file.location, "\(file.path): no such file", hint: hint, kind: .missing))
                default: break
                }
            } catch { errors.append(file.inputError(error)) }
        }
        return errors
    }

    private static let hintLimit = 20

    /// The file of the same folder that may have been meant.
    private func nearby() -> String? {
        let folder = FilePath.directory(of: path)
        guard let entries = try? NamedFiles.contents(of: folder.isEmpty ? "." : folder) else { return nil }
        return nearestName(to: name, among: entries.map(\.name)).map { "did you mean '\($0)'?" }
    }
}

extension SchemaValue {
    /// The file this text names.
    func fileReference() -> FileReference? {
        text.map { FileReference(path: FilePath.resolve($0, besideFile: location.file), location: location) }
    }
}
