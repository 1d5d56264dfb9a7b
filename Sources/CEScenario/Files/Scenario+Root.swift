internal import HostSystem

extension Scenario {
    /// The files that the scenario and its board name and that do not lie below a folder, links followed: a scenario from somebody
    /// else could show what is in them. Files that are not there are told when the scenario runs.
    /// - Parameter root: the folder.
    /// - Returns: nil when all lie below it.
    public func strays(outside root: String) -> InputErrors? {
        guard let folder = FileAccess().realPath(root) else {
            return InputErrors(InputError(at: location, "\(root): no such folder", kind: .missing))
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        func strays(_ files: [FileReference]) -> [InputError] {
            files.compactMap { file in
                guard let path = FileAccess().realPath(file.path), !path.hasPrefix(prefix) else { return nil }
                return InputError(at: file.location, "\(file.path): lies outside \(root)")
            }
        }
        var errors = strays([board] + files)
        // What the board names is looked at only when the board itself may be read.
        if errors.isEmpty, let board = try? BoardFile(reading: board, vocabulary: nil) {
            errors = strays(board.references)
        }
        return errors.isEmpty ? nil : InputErrors(errors)
    }
}
