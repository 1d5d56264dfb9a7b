internal import Glibc

/// Whole files and folders of the host, without Foundation: loading it costs more than a check of a memory map.
package struct FileAccess: Sendable {
    package enum Kind: Hashable, Sendable { case file, directory, other }

    /// What a file may have at most, in bytes; real images stay far below.
    package static let defaultLimit = 256 << 20

    /// How long who writes to a pipe may be silent, in milliseconds.
    private static let pipePatience: Int32 = 30_000

    package init() {}

    /// What `path` is, or nil when there is nothing (or it cannot be looked at).
    package func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe HostPath.with(path, { unsafe stat($0, &status) }) == 0 else { return nil }
        return Self.kind(status)
    }

    private static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        default: .other
        }
    }

    /// The bytes of a file.
    /// - Parameters:
    ///   - path: relative to the working directory, or absolute.
    ///   - limit: bytes; a longer file is an error, also when it grows while it is read.
    /// - Throws: `FileError`.
    package func read(_ path: String, limit: Int = FileAccess.defaultLimit) throws(FileError) -> [UInt8] {
        let descriptor = unsafe HostPath.with(path) { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw Self.lastError(path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.lastError(path) }
        guard Self.kind(status) != .directory else { throw FileError(path: path, reason: .isDirectory) }
        guard status.st_size <= limit else { throw FileError(path: path, reason: .tooLarge(limit: limit)) }
        return try read(descriptor, path, expected: Int(clamping: status.st_size), limit: limit)
    }

    /// What standard input has until its end, which may take as long as whoever writes it.
    /// - Parameter limit: bytes; more is an error.
    /// - Throws: `FileError`.
    package func readStandardInput(limit: Int = FileAccess.defaultLimit) throws(FileError) -> [UInt8] {
        try read(STDIN_FILENO, "standard input", expected: 0, limit: limit)
    }

    private func read(
        _ descriptor: Int32, _ path: String, expected: Int, limit: Int
    ) throws(FileError) -> [UInt8] {
        var content = [UInt8](repeating: 0, count: max(expected + 1, 4096))
        var filled = 0
        while true {
            if filled == content.count { content.append(contentsOf: repeatElement(0, count: content.count)) }
            let count = unsafe content.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN && Self.hasMore(descriptor) { continue }
                throw Self.lastError(path)
            }
            if count == 0 { break }
            filled += count
            guard filled <= limit else { throw FileError(path: path, reason: .tooLarge(limit: limit)) }
        }
        content.removeSubrange(filled...)
        return content
    }

    /// Waits for who writes to a pipe, as `<(...)` of a shell is one.
    private static func hasMore(_ descriptor: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = unsafe poll(&wanted, 1, pipePatience)
        if count == 0 { errno = ETIMEDOUT }
        return count > 0
    }

    /// Replaces or makes a file. `/dev/stdout` and other devices work.
    /// - Throws: `FileError`.
    package func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = try Self.openForWriting(path)
        let written = writeAll(bytes, to: descriptor)
        let failure = Self.lastError(path)
        guard written else {
            close(descriptor)
            throw failure
        }
        guard close(descriptor) == 0 else { throw Self.lastError(path) }
    }

    /// A descriptor of a file that is made, or emptied.
    static func openForWriting(_ path: String) throws(FileError) -> Int32 {
        // Opening a pipe that nobody reads would wait for ever.
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK
        let descriptor = unsafe HostPath.with(path) { unsafe open($0, flags, 0o666) }
        guard descriptor >= 0 else {
            if errno == ENXIO { throw FileError(path: path, reason: .system("is a pipe that nobody reads")) }
            throw lastError(path)
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
    }

    /// Where files go that are soon removed.
    static var temporaryFolder: String { Environment.value("TMPDIR") ?? "/tmp" }

    /// Makes a file of a new name that only this user can read, in TMPDIR or /tmp.
    /// - Parameter isExecutable: whether this user can run it as a program, too.
    /// - Returns: its path.
    /// - Throws: `FileError`.
    package func makeTemporaryFile(_ bytes: [UInt8], isExecutable: Bool = false) throws(FileError) -> String {
        let folder = Self.temporaryFolder
        var name = "\(folder)/cebsp-XXXXXX".utf8.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: mkstemp changes the six letters of the terminated name in place.
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw Self.lastError(folder) }
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let written = writeAll(bytes, to: descriptor) && (!isExecutable || fchmod(descriptor, 0o700) == 0)
        let failure = Self.lastError(path)
        guard close(descriptor) == 0, written else {
            try? removeTree(path)
            throw failure
        }
        return path
    }

    /// Makes a folder of a new name that only this user can read, in TMPDIR or /tmp.
    /// - Returns: its path.
    /// - Throws: `FileError`.
    package func makeTemporaryFolder() throws(FileError) -> String {
        let folder = Self.temporaryFolder
        var name = "\(folder)/cebsp-XXXXXX".utf8.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: mkdtemp changes the six letters of the terminated name in place.
        guard unsafe mkdtemp(&name) != nil else { throw Self.lastError(folder) }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Replaces or makes a text file, as UTF-8.
    /// - Throws: `FileError`.
    package func write(_ text: String, to path: String) throws(FileError) { try write(Array(text.utf8), to: path) }

    /// The absolute path of a file or folder with every link followed, or nil when it is not there.
    package func realPath(_ path: String) -> String? {
        guard let found = unsafe HostPath.with(path, { unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(found) }
        return unsafe HostPath.text(of: UnsafeRawBufferPointer(start: found, count: strlen(found)))
    }

    /// The names in a folder, sorted, without `.` and `..`.
    /// - Throws: `FileError`.
    package func entries(of path: String) throws(FileError) -> [String] { try contents(of: path).map(\.name) }

    /// What a folder has, sorted by name, without `.` and `..`.
    /// - Throws: `FileError`.
    package func contents(of path: String) throws(FileError) -> [FolderEntry] {
        guard let directory = unsafe HostPath.with(path, { unsafe opendir($0) }) else { throw Self.lastError(path) }
        defer { unsafe _ = closedir(directory) }
        var found: [FolderEntry] = []
        while let entry = unsafe readdir(directory) {
            let type = unsafe entry.pointee.d_type
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
                unsafe Array(name.prefix { $0 != 0 })
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let name = HostPath.text(of: bytes)
            guard name != ".", name != ".." else { continue }
            found.append(FolderEntry(name: name, isUTF8: isValid, isFolder: type == UInt8(DT_DIR)))
        }
        return found.sorted { $0.name < $1.name }
    }

    /// Whether a path is a link, wherever it leads.
    package func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe HostPath.with(path, { unsafe lstat($0, &status) }) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Makes a folder and the folders above it that are not there.
    /// - Throws: `FileError`.
    package func makeDirectory(_ path: String) throws(FileError) {
        if path.isEmpty || kind(of: path) == .directory { return }
        try makeDirectory(FilePath.directory(of: path))
        guard unsafe HostPath.with(path, { unsafe mkdir($0, 0o777) }) != 0 else { return }
        let failure = Self.lastError(path)
        // Somebody else may have made it meanwhile.
        if kind(of: path) != .directory { throw failure }
    }

    /// Whether a file could be written, or made when it is not there.
    package func isWritable(_ path: String) -> Bool {
        let folder = FilePath.directory(of: path)
        let place = kind(of: path) != nil ? path : folder.isEmpty ? "." : folder
        return unsafe HostPath.with(place) { unsafe access($0, W_OK) } == 0
    }

    /// What two names of one file have in common, links followed; of a file that is not there yet the name itself.
    package func identity(of path: String) -> String {
        var status = stat()
        guard unsafe HostPath.with(path, { unsafe stat($0, &status) }) == 0 else { return FilePath.normalized(path) }
        return "\(status.st_dev) \(status.st_ino)"
    }

    /// Removes a file, or a folder with everything in it; links are removed, never followed.
    /// - Throws: `FileError`.
    package func removeTree(_ path: String) throws(FileError) {
        var status = stat()
        guard unsafe HostPath.with(path, { unsafe lstat($0, &status) }) == 0 else { throw Self.lastError(path) }
        if Self.kind(status) == .directory {
            for name in try entries(of: path) { try removeTree(path + "/" + name) }
        }
        guard unsafe HostPath.with(path, { unsafe remove($0) }) == 0 else { throw Self.lastError(path) }
    }

    static func lastError(_ path: String) -> FileError {
        switch errno {
        case ENOENT: FileError(path: path, reason: .notFound)
        case EISDIR: FileError(path: path, reason: .isDirectory)
        case ENOTDIR: FileError(path: path, reason: .notDirectory)
        default: FileError(path: path, reason: .system(unsafe String(cString: strerror(errno)).lowercased()))
        }
    }
}

/// Writes all of `bytes` to a descriptor; false when the operating system refuses.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var position = 0
    while position < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress?.advanced(by: position), buffer.count - position)
        }
        if count < 0 {
            if errno == EINTR { continue }
            guard errno == EAGAIN else { return false }
            // Somebody has set the descriptor so that it does not wait.
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            unsafe _ = poll(&entry, 1, -1)
            continue
        }
        position += count
    }
    return true
}
