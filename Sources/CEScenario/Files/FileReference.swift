internal import HostSystem
public import OEMAddrTable

/// A file that another file names.
public struct FileReference: Hashable, Sendable {
    /// The path to open: as written when absolute, otherwise beside the file that names it.
    public var path: String
    /// Where it is named.
    public var location: SourceLocation

    public init(path: String, location: SourceLocation) {
        self.path = path
        self.location = location
    }

    /// The last part of the path.
    public var name: String { FilePath.lastComponent(of: path) }

    /// The file's bytes.
    /// - Throws: `InputErrors` with the place where the file is named.
    public func read() throws(InputErrors) -> [UInt8] {
        do {
            return try FileAccess().read(path)
        } catch {
            throw InputErrors(
                InputError(
                    at: location, location.file == path ? error.message : "\(path): \(error.message)",
                    kind: error.reason == .notFound || error.reason == .notDirectory ? .missing : .malformed))
        }
    }

    /// Nothing, or the error that the file is not there.
    func absence() -> [InputError] {
        switch FileAccess().kind(of: path) {
        case .directory: [InputError(at: location, "\(path): is a folder, not a file")]
        case nil: [InputError(at: location, "\(path): no such file", hint: nearby(), kind: .missing)]
        default: []
        }
    }

    /// The file of the same folder that may have been meant.
    private func nearby() -> String? {
        let folder = FilePath.directory(of: path)
        guard let names = try? FileAccess().entries(of: folder.isEmpty ? "." : folder) else { return nil }
        return nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
    }
}

extension YAMLNode {
    /// The file this text names.
    func fileReference() -> FileReference? {
        text.map { FileReference(path: FilePath.resolve($0, besideFile: location.file), location: location) }
    }
}
