import CEKernel
import CEMemory

/// Why calls of the object store are refused, in words.
extension Kernel {
    /// - Parameters:
    ///   - path: what the call named.
    ///   - error: why it failed.
    func refuse(path: String, _ error: CEError) -> CEError {
        switch error {
        case .fileNotFound, .pathNotFound: return refuseMissing(path, error)
        case .invalidName:
            return refuse(
                "name", "\(quoted(path)) is no name: none holds \" * / : < > ? | or a control character", error)
        case .accessDenied: return refuse("access", accessText(path), error)
        case .sharingViolation:
            guard let file = files.find(path) else { return error }
            return refuse(opened: file, error)
        case .directoryNotEmpty: return refuse("not-empty", "the directory \(quoted(path)) is not empty", error)
        case .alreadyExists, .fileExists: return refuse("exists", "\(quoted(path)) is there already", error)
        case .diskFull: return refuseRoom()
        default: return error
        }
    }

    /// CE has no overlapped I/O.
    func refuseOverlapped(_ overlapped: UInt32) throws(CallStop) {
        guard overlapped != 0 else { return }
        throw .error(
            refuse("overlapped", "lpOverlapped is given, and Windows CE has no overlapped I/O: it has to be NULL"))
    }

    /// Files have no more room.
    func refuseRoom() -> CEError {
        refuse(
            "disk-full",
            "there is no more room in the object store: a file, and all that guests write together, have at most "
                + "0x\(String(GuestFiles.maximumFileSize, radix: 16)) bytes", .diskFull)
    }

    /// A file that was not opened for what is to be done.
    func refuseAccess(_ open: OpenFile, lacks right: String) -> CEError {
        refuse("access", "the handle of \(quoted(open.file.name)) was opened without \(right)", .accessDenied)
    }

    private func refuseMissing(_ path: String, _ error: CEError) -> CEError {
        if let device = drivers.devices.all.first(where: { $0.legacyName?.lowercased() == path.lowercased() + ":" }) {
            let name = device.legacyName ?? ""
            return refuse(
                "colon", "there is no file \(quoted(path)); \(name) is active: a device's name ends with a colon", error
            )
        }
        if path.hasSuffix(":"), !path.contains("\\") {
            return refuse(
                "device-name",
                "\(quoted(path)) is no device's name and no file's: a device has three letters, one digit and a "
                    + "colon, and "
                    + "with more digits it is opened as \\$device\\ and its name without the colon", error)
        }
        let slashes = path.contains("/") ? ": a path has backslashes between its names" : ""
        guard let missing = files.firstMissing(of: path) else {
            return refuse("no-file", "there is no file \(quoted(path))\(slashes)", error)
        }
        return refuse(
            "no-file", "\(quoted(missing.name)) is not in the directory \(quoted(missing.directory))\(slashes)", error)
    }

    private func accessText(_ path: String) -> String {
        guard let file = files.find(path) else { return "\(quoted(path)) cannot be changed" }
        if file.isDirectory, path.lowercased().split(separator: "\\") == ["windows"] {
            return "\(quoted(path)) is the system's own directory, which is no file and stays where it is"
        }
        if file.attributes & GuestFile.readOnly != 0 {
            return "\(quoted(path)) is read-only (FILE_ATTRIBUTE_READONLY)"
        }
        return "\(quoted(path)) is \(file.isDirectory ? "a directory" : "a file, and no directory")"
    }

    private func quoted(_ text: String) -> String { "\"\(text)\"" }
}
