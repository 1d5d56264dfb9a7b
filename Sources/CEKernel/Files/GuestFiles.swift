package import CEMemory
package import SavedState

/// The RAM file system: names in any case, backslashes between them, relative paths from the root since CE has no current
/// directory. What guests write is bounded.
package final class GuestFiles: SavedPart {
    /// MAX_PATH, with the terminator.
    package static let maximumPath = 260
    package static let maximumFileSize: UInt64 = 64 << 20
    private static let maximumGuestBytes = 64 << 20
    private static let maximumNodes = 16384
    /// What a name costs beside its bytes.
    private static let nodeCost = 64

    private let root: GuestFile
    private let windows: GuestFile
    private var guestBytes = 0
    private var guestNodes = 0

    private let work: HostWork

    /// - Parameter work: counts what is looked through and cleared for guests.
    package init(_ work: HostWork = HostWork()) {
        self.work = work
        root = GuestFile(name: "\\", isDirectory: true, time: VirtualClock.start, isGuestMade: false)
        windows = GuestFile(name: "Windows", isDirectory: true, time: VirtualClock.start, isGuestMade: false)
        root.children.set("windows", windows)
    }

    // MARK: For the host

    /// Puts a file into \Windows; one of the same name is replaced.
    package func add(named name: String, bytes: [UInt8]) {
        let last = name.split(separator: "\\").last.map(String.init) ?? name
        windows.children.set(
            last.lowercased(),
            GuestFile(name: last, isDirectory: false, bytes: bytes, time: VirtualClock.start, isGuestMade: false))
    }

    /// The file that the loader takes for a name: a path, or a name in \Windows or the root.
    package func image(named name: String) -> GuestFile? {
        let found =
            name.contains("\\") ? find(name) : windows.children[name.lowercased()] ?? root.children[name.lowercased()]
        guard let found, !found.isDirectory else { return nil }
        return found
    }

    /// The file or directory at a path.
    package func find(_ path: String) -> GuestFile? {
        var node = root
        for component in steps(path) {
            guard let next = node.children[component.lowercased()] else { return nil }
            node = next
        }
        return node
    }

    /// The first name of a path that is not there, and the directory that would hold it; nil when all are.
    package func firstMissing(of path: String) -> (name: String, directory: String)? {
        var node = root
        var directory = ""
        for component in steps(path) {
            guard let next = node.children[component.lowercased()] else {
                return (String(component), directory.isEmpty ? "\\" : directory)
            }
            directory += "\\" + component
            node = next
        }
        return nil
    }

    // MARK: For the guest

    /// The names on the way to a file. Each is looked up for itself.
    private func steps(_ path: String) -> [Substring] {
        let steps = path.split(separator: "\\")
        work.look(at: steps.count, each: 100)
        return steps
    }

    /// The directory that holds, or would hold, the last component of a path.
    /// - Throws: ERROR_PATH_NOT_FOUND, or ERROR_INVALID_NAME for characters that no name has.
    private func parent(of path: String) throws(CEError) -> (directory: GuestFile, name: String) {
        var components = steps(path)
        guard let last = components.popLast() else { throw .invalidName }
        guard !last.utf16.contains(where: { $0 < 0x20 }), !last.contains(where: { "\"*/:<>?|".contains($0) }) else {
            throw .invalidName
        }
        var node = root
        for component in components {
            guard let next = node.children[component.lowercased()], next.isDirectory else { throw .pathNotFound }
            node = next
        }
        return (node, String(last))
    }

    /// Makes a file or directory.
    /// - Throws: ERROR_ALREADY_EXISTS, ERROR_PATH_NOT_FOUND, ERROR_INVALID_NAME, ERROR_DISK_FULL.
    package func create(_ path: String, isDirectory: Bool, time: UInt64) throws(CEError) -> GuestFile {
        let (directory, name) = try parent(of: path)
        guard directory.children[name.lowercased()] == nil else { throw .alreadyExists }
        guard guestNodes < Self.maximumNodes, guestBytes + Self.nodeCost <= Self.maximumGuestBytes else {
            throw .diskFull
        }
        let file = GuestFile(name: name, isDirectory: isDirectory, time: time, isGuestMade: true)
        directory.children.set(name.lowercased(), file)
        guestNodes += 1
        guestBytes += Self.nodeCost
        return file
    }

    /// Deletes a file, or a directory that is empty.
    package func delete(_ path: String, isDirectory: Bool) throws(CEError) {
        let (directory, name) = try parent(of: path)
        guard let file = directory.children[name.lowercased()] else { throw .fileNotFound }
        guard file.isDirectory == isDirectory, file !== windows, file.attributes & GuestFile.readOnly == 0 else {
            throw .accessDenied
        }
        guard !file.isOpen else { throw .sharingViolation }
        guard file.children.isEmpty else { throw .directoryNotEmpty }
        directory.children.remove(name.lowercased())
        charge(file, -file.bytes.count)
        if file.isGuestMade {
            guestNodes -= 1
            guestBytes -= Self.nodeCost
        }
    }

    /// Gives a file or directory another name, or another place.
    /// - Throws: ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED for \\Windows, what is read-only or a place within itself,
    ///   ERROR_SHARING_VIOLATION while it is open, ERROR_ALREADY_EXISTS, and what making a file throws.
    package func move(_ path: String, to target: String) throws(CEError) {
        let (directory, name) = try parent(of: path)
        guard let file = directory.children[name.lowercased()] else { throw .fileNotFound }
        guard file !== windows, file.attributes & GuestFile.readOnly == 0 else { throw .accessDenied }
        guard !file.isOpen else { throw .sharingViolation }
        let (newDirectory, newName) = try parent(of: target)
        if let other = newDirectory.children[newName.lowercased()], other !== file { throw .alreadyExists }
        var node = root
        for component in steps(target).dropLast() {
            guard let next = node.children[component.lowercased()], next !== file else { throw .accessDenied }
            node = next
        }
        directory.children.remove(name.lowercased())
        file.name = newName
        newDirectory.children.set(newName.lowercased(), file)
    }

    /// Writes bytes at a position.
    /// - Throws: ERROR_DISK_FULL when the file, or all that guests wrote, would be too large.
    package func write(_ data: [UInt8], to file: GuestFile, at position: UInt64, time: UInt64) throws(CEError) {
        guard !data.isEmpty else { return }
        let end = position.addingReportingOverflow(UInt64(data.count))
        guard !end.overflow else { throw .diskFull }
        try makeRoom(file, size: max(end.partialValue, UInt64(file.bytes.count)))
        file.write(data, at: Int(position))
        file.written = time
    }

    package func setSize(_ size: UInt64, of file: GuestFile, time: UInt64) throws(CEError) {
        try makeRoom(file, size: size)
        file.setSize(Int(size))
        file.written = time
    }

    private func makeRoom(_ file: GuestFile, size: UInt64) throws(CEError) {
        guard size <= Self.maximumFileSize else { throw .diskFull }
        let growth = Int(size) - file.bytes.count
        guard growth <= 0 || guestBytes + growth <= Self.maximumGuestBytes else { throw .diskFull }
        charge(file, growth)
        // What is new is cleared; what goes is given back.
        if growth > 0 { work.move(bytes: growth) }
    }

    /// What a guest adds to a file of the host's counts, too; what it cuts off such a file does not.
    private func charge(_ file: GuestFile, _ growth: Int) {
        if file.isGuestMade || growth > 0 { guestBytes += growth }
    }

    // MARK: Searches

    /// A search for a pattern whose last component may have `*` and `?`.
    /// - Throws: ERROR_PATH_NOT_FOUND when the directory does not exist.
    package func search(_ pattern: String) throws(CEError) -> FileSearch {
        let components = steps(pattern)
        guard let last = components.last else { throw .pathNotFound }
        let directory = components.dropLast().joined(separator: "\\")
        guard let node = find(directory), node.isDirectory else { throw .pathNotFound }
        // `*.*` means everything, names without a dot as well.
        let wanted = last == "*.*" ? [UInt16(ascii: "*")] : Array(last.lowercased().utf16)
        return FileSearch(node, wanted, work)
    }

    // MARK: Saving

    package static let hostProperties: Set<String> = ["root", "windows", "work"]

    package func carry(_ state: StateCarrier) throws {
        state.identify(root)
        state.identify(windows)
        try state.carry(&guestBytes)
        try state.carry(&guestNodes)
    }
}
