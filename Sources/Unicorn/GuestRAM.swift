internal import CUnicorn
internal import Glibc
import GuestAddress

/// A bank of guest RAM: zero-filled host memory that the engine and the host share. Pages the guest never touches cost
/// the host nothing.
///
/// Every access names an offset in bytes from the bank's start and is checked against its size.
@safe
public final class GuestRAM {
    /// Bytes.
    public let size: Int
    // SAFETY: mapped in init for exactly `size` bytes and unmapped in deinit only; the class never hands the pointer
    // out except to the engine that keeps the bank alive.
    @usableFromInline
    let base: UnsafeMutableRawPointer

    /// Reserves `size` bytes of zeroed memory.
    /// - Parameter size: bytes, a positive multiple of 4,096.
    /// - Throws: `UnicornError` (UC_ERR_NOMEM) when the host has no address space for it.
    public init(size: Int) throws(UnicornError) {
        precondition(size > 0 && GuestPage.isWhole(UInt64(size)), "a bank is a positive number of pages")
        let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
            throw UnicornError(rawValue: UInt32(UC_ERR_NOMEM.rawValue), operation: "mmap of \(size) bytes")
        }
        self.size = size
        unsafe base = memory
    }

    deinit { unsafe _ = munmap(base, size) }

    @inlinable
    public func holds(_ offset: Int, _ count: Int) -> Bool { offset >= 0 && count >= 0 && offset <= size &- count }

    /// The little-endian word at `offset`, or nil outside the bank.
    @inlinable
    public func word(at offset: Int) -> UInt32? {
        guard holds(offset, 4) else { return nil }
        // SAFETY: the range was checked against the mapping.
        return unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }

    /// Stores a little-endian word; false outside the bank.
    @inlinable
    public func setWord(_ value: UInt32, at offset: Int) -> Bool {
        guard holds(offset, 4) else { return false }
        // SAFETY: as above.
        unsafe base.storeBytes(of: value, toByteOffset: offset, as: UInt32.self)
        return true
    }

    /// The byte at `offset`, or nil outside the bank.
    @inlinable
    public func byte(at offset: Int) -> UInt8? {
        guard holds(offset, 1) else { return nil }
        return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Lends `count` words from `offset`, a multiple of 4, for writing; nil outside the bank.
    @inlinable
    public func withWords<Result>(
        at offset: Int, count: Int, _ body: (inout MutableSpan<UInt32>) -> Result
    ) -> Result? {
        guard offset & 3 == 0, count >= 0, count <= size / 4, holds(offset, count * 4) else { return nil }
        // SAFETY: the range was checked and is aligned; the span cannot outlive the call.
        let words = unsafe UnsafeMutableBufferPointer(
            start: (base + offset).assumingMemoryBound(to: UInt32.self), count: count)
        var span = unsafe MutableSpan(_unsafeElements: words)
        return body(&span)
    }

    /// Copies bytes out; nil outside the bank.
    public func bytes(at offset: Int, count: Int) -> [UInt8]? {
        guard holds(offset, count) else { return nil }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: base + offset, count: count))
    }

    /// Copies `bytes` in; false when they do not fit.
    public func write(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        guard holds(offset, bytes.count) else { return false }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + offset).copyMemory(from: start, byteCount: source.count)
        }
        return true
    }

    /// Sets `count` bytes to `value`; false outside the bank.
    @inlinable
    public func fill(at offset: Int, count: Int, with value: UInt8) -> Bool {
        guard holds(offset, count) else { return false }
        unsafe (base + offset).initializeMemory(as: UInt8.self, repeating: value, count: count)
        return true
    }

    /// Copies between banks as `memmove` does; false when either range is outside its bank.
    @inlinable
    public func copy(to offset: Int, from source: GuestRAM, at sourceOffset: Int, count: Int) -> Bool {
        guard holds(offset, count), source.holds(sourceOffset, count) else { return false }
        unsafe (base + offset).copyMemory(from: source.base + sourceOffset, byteCount: count)
        return true
    }

    /// Whether two ranges of this bank and `other` hold the same bytes: negative, zero or positive as `memcmp` answers,
    /// or nil when a range is outside its bank.
    public func compare(at offset: Int, with other: GuestRAM, at otherOffset: Int, count: Int) -> Int32? {
        guard holds(offset, count), other.holds(otherOffset, count) else { return nil }
        return unsafe memcmp(base + offset, other.base + otherOffset, count)
    }

    /// The distance from `offset` to the first byte equal to `value` in the next `count` bytes, or nil.
    public func firstIndex(of value: UInt8, at offset: Int, count: Int) -> Int? {
        guard holds(offset, count), let found = unsafe memchr(base + offset, Int32(value), count) else { return nil }
        return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base + offset)
    }

    /// Gives every page back to the host; the bank reads as zero again.
    public func discard() { unsafe _ = madvise(base, size, MADV_DONTNEED) }
}
