import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// The files that the fixes of a check change.
struct FixedFiles {
    private var files: [FixedFile] = []
    /// Files with fixes that are not changed, and why.
    private var refusals: [String] = []

    init(_ check: MapCheck, sources: MapSources) {
        let fixes = Dictionary(grouping: check.findings.compactMap(\.fix), by: \.location.file)
        for (path, fixes) in fixes.sorted(by: { $0.key < $1.key }) {
            guard let file = check.files[path] else { continue }
            guard Self.isInput(path, of: sources) else {
                refusals.append("\(path): not changed: the file is included from outside of what was given")
                continue
            }
            // A file in UTF-16 was read in another form than it has.
            guard let bytes = try? FileAccess().read(path), bytes == file.bytes else {
                refusals.append("\(path): not changed: the file is not in single-byte text")
                continue
            }
            files.append(FixedFile(file, fixes: fixes))
        }
    }

    /// Whether a file was named, or lies in the folder or beside the files that were.
    private static func isInput(_ path: String, of sources: MapSources) -> Bool {
        let inputs = sources.inputs
        let named = inputs.tables + inputs.bibs + inputs.loaderBibs + inputs.imageConfigurations + inputs.includes
        if named.contains(path) { return true }
        let place = FilePath.normalized(path)
        if let folder = sources.folder, place.hasPrefix(folder + "/") || folder == "." && !place.hasPrefix("..") {
            return true
        }
        return named.contains {
            FilePath.normalized(FilePath.directory(of: $0)) == FilePath.normalized(FilePath.directory(of: place))
        }
    }

    /// All changes as a unified diff.
    var diff: String { files.map(\.diff).joined() }

    /// Writes the files and says what was changed.
    /// - Throws: an exit status, after the reason was printed.
    func write() throws {
        for refusal in refusals { StandardStream.error.write(refusal + "\n") }
        for file in files where file.before != file.after {
            do {
                try FileAccess().write(file.after, to: file.path)
            } catch {
                StandardStream.error.write(error.description + "\n")
                throw ExitStatus.missingInput.exitCode
            }
            StandardStream.error.write("\(file.path): \(file.count) fix\(file.count == 1 ? "" : "es") applied\n")
        }
    }
}
