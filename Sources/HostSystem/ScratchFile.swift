internal import Glibc

/// Bytes beside the memory of the program: a file in TMPDIR or /tmp that has no name any more, so that it goes with the
/// program.
package final class ScratchFile {
    private let descriptor: Int32
    /// Bytes written.
    package private(set) var count = 0

    /// - Throws: `FileError`.
    package init() throws(FileError) {
        let folder = FileAccess.temporaryFolder
        var name = "\(folder)/cebsp-XXXXXX".utf8.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: the call changes the six letters of the terminated name in place.
        descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw FileAccess.lastError(folder) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unsafe _ = unlink(name)
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    /// - Throws: `FileError` when the disk takes no more.
    package func append(_ bytes: [UInt8]) throws(FileError) {
        guard writeAll(bytes, to: descriptor) else { throw FileAccess.lastError(FileAccess.temporaryFolder) }
        count += bytes.count
    }

    /// Reads bytes that were written.
    /// - Throws: `FileError`.
    package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            // SAFETY: the buffer has room for the rest of `count` bytes.
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, offset + filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got > 0 else { throw FileAccess.lastError(FileAccess.temporaryFolder) }
            filled += got
        }
        return bytes
    }
}
