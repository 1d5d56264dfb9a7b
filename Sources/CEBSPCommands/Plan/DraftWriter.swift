internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// Writes the files of a proposal into a folder. None that is there is overwritten: somebody may have gone on with it.
struct DraftWriter {
    let folder: String

    /// - Throws: an exit status, after the reason was printed.
    func write(_ files: [SourceFile]) throws {
        let access = FileAccess()
        let present = files.map { FilePath.join(folder, $0.path) }.filter { access.kind(of: $0) != nil }
        guard present.isEmpty else {
            for path in present {
                StandardStream.error.write("\(path): error: is there already, nothing was written\n")
            }
            throw ExitStatus.malformedInput.exitCode
        }
        do {
            try access.makeDirectory(folder)
            for file in files { try access.write(file.bytes, to: FilePath.join(folder, file.path)) }
        } catch {
            StandardStream.error.write("\(error.path): error: \(error.message)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }
}
