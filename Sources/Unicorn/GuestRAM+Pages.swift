internal import Glibc
import GuestAddress

/// What a bank holds beside zeros, for saved states.
extension GuestRAM {
    /// Calls `body` for each page that holds something else than zeros, in ascending order, with its number and its
    /// bytes.
    public func forEachPage<Failure: Error>(_ body: (Int, [UInt8]) throws(Failure) -> Void) throws(Failure) {
        let size = Int(GuestPage.size)
        let zeros = [UInt8](repeating: 0, count: size)
        let touched = touchedPages()
        for page in 0..<self.size / size where touched?[page] != false {
            // SAFETY: the page lies in the bank, and `zeros` has as many bytes.
            let isEmpty = unsafe memcmp(base + page * size, zeros, size) == 0
            if !isEmpty, let bytes = bytes(at: page * size, count: size) { try body(page, bytes) }
        }
    }

    /// Which pages the host has memory for: the others were never written to. Nil where the system does not say.
    private func touchedPages() -> [Bool]? {
        let descriptor = unsafe open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard Int(getpagesize()) == Int(GuestPage.size) else { return nil }
        let count = size / Int(GuestPage.size)
        var entries = [UInt64](repeating: 0, count: count)
        let first = unsafe off_t(UInt(bitPattern: base) / UInt(GuestPage.size) * 8)
        let wanted = count * 8
        var done = 0
        while done < wanted {
            let got = unsafe entries.withUnsafeMutableBytes { buffer in
                guard let start = buffer.baseAddress else { return 0 }
                // SAFETY: what is left of the buffer from `done` on.
                return unsafe pread(descriptor, start + done, wanted - done, first + off_t(done))
            }
            guard got > 0 else { return nil }
            done += got
        }
        // Bit 63 is a page in memory, bit 62 one that is swapped out (Linux, Documentation/admin-guide/mm/pagemap.rst).
        return entries.map { $0 >> 62 != 0 }
    }
}

/// A sum of bytes that shows whether they are those that were written. It is no protection against intent.
public enum Checksum {
    /// FNV-1a over words of eight bytes, those left over filled with zeros, and the length.
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        unsafe bytes.withUnsafeBytes { buffer in
            let words = buffer.count / 8
            for word in 0..<words {
                // SAFETY: the word lies in the buffer.
                let value = unsafe buffer.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
                sum = (sum ^ value) &* prime
                sum ^= sum >> 32
            }
            var rest: UInt64 = 0
            for index in words * 8..<buffer.count { rest = unsafe rest << 8 | UInt64(buffer[index]) }
            sum = (sum ^ rest) &* prime
        }
        return (sum ^ UInt64(bytes.count)) &* prime
    }
}
