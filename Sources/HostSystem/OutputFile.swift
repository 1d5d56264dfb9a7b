internal import Glibc

/// A file that is written piece by piece, or a descriptor that somebody else has opened.
package final class OutputFile {
    /// Bytes that are collected before they are written.
    private static let bufferSize = 1 << 16

    package let path: String
    /// The operating system's number of it, for a child that is to write there too.
    package let descriptor: Int32
    private let isOwned: Bool
    private var buffer: [UInt8] = []
    private var isOpen = true

    /// Replaces or makes a file. `/dev/stdout` and other devices work.
    /// - Throws: `FileError`.
    package init(_ path: String) throws(FileError) {
        descriptor = try FileAccess.openForWriting(path)
        self.path = path
        isOwned = true
    }

    /// Standard output, under a number of its own.
    /// - Throws: `FileError`.
    package static func standardOutput() throws(FileError) -> OutputFile {
        // From 10 on, so that it is none of those that a child gets.
        let copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10)
        guard copy >= 0 else { throw FileAccess.lastError("standard output") }
        return OutputFile(descriptor: copy, path: "standard output", isOwned: true)
    }

    private init(descriptor: Int32, path: String, isOwned: Bool) {
        self.descriptor = descriptor
        self.path = path
        self.isOwned = isOwned
    }

    /// A descriptor that stays open when this object goes.
    package convenience init(descriptor: Int32, path: String) {
        self.init(descriptor: descriptor, path: path, isOwned: false)
    }

    deinit { if isOwned, isOpen { Glibc.close(descriptor) } }

    /// Where the next byte goes in a file, or nil where there are no places, as in a pipe.
    package var position: Int? {
        let place = lseek(descriptor, 0, SEEK_CUR)
        return place < 0 ? nil : place + buffer.count
    }

    /// - Throws: `FileError` when the operating system takes no more.
    package func write(_ text: String) throws(FileError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes what is collected.
    /// - Throws: `FileError`.
    package func flush() throws(FileError) {
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        guard writeAll(bytes, to: descriptor) else { throw FileAccess.lastError(path) }
    }

    /// Writes the rest and closes the file.
    /// - Throws: `FileError`: some disks say only now that they are full.
    package func close() throws(FileError) {
        try flush()
        guard isOwned, isOpen else { return }
        isOpen = false
        guard Glibc.close(descriptor) == 0 else { throw FileAccess.lastError(path) }
    }
}
