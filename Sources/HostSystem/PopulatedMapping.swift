internal import Glibc

/// Memory without a file name that is mapped and unmapped again and again: what the host's operating system charges for
/// a mapping of pages that exist already.
@safe
package final class PopulatedMapping {
    /// Bytes.
    package let size: Int
    private let descriptor: Int32
    // SAFETY: what mmap returned for `size` bytes, nil while nothing is mapped; never handed out.
    private var address: UnsafeMutableRawPointer?

    /// Takes the pages.
    /// - Parameter size: bytes, a positive multiple of 4,096.
    /// - Throws: `FileError` when the operating system has no memory for them.
    package init(size: Int) throws(FileError) {
        self.size = size
        // Pages of a memory file, whose name goes at once.
        let name = "/cebench-\(getpid())"
        descriptor = unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        unsafe _ = shm_unlink(name)
        guard descriptor >= 0, ftruncate(descriptor, size) == 0 else { throw FileAccess.lastError("shared memory") }
    }

    deinit {
        unmap()
        close(descriptor)
    }

    /// Maps all pages, page-table entries included.
    /// - Throws: `FileError` when the operating system refuses.
    package func map() throws(FileError) {
        let result = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, descriptor, 0)
        guard unsafe result != MAP_FAILED else { throw FileAccess.lastError("shared memory") }
        unsafe address = result
    }

    /// Takes the mapping away; nothing when there is none.
    package func unmap() {
        guard let mapped = unsafe address else { return }
        // SAFETY: mapped by `map` with this size.
        unsafe _ = munmap(mapped, size)
        unsafe address = nil
    }
}
