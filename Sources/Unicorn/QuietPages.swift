internal import CUnicorn

/// What an observer of accesses has said of bytes: which of their accesses it need not be told, because it knows what
/// they mean. Writes are noted for it.
///
/// Pages are virtual ones, in slots by the low bits of their numbers; whoever opens one says what becomes of the page
/// that was there. The C hook reads and writes the slots at every access.
@safe
public final class QuietPages {
    /// Slots.
    public static let count = Int(CEBSP_QUIET_SLOTS)
    /// Words of 64 bytes in a page.
    public static let words = Int(CEBSP_QUIET_WORDS)
    // SAFETY: allocated for `count` slots in init and freed in deinit only; indices are checked.
    let base: UnsafeMutablePointer<cebsp_quiet>

    public init() {
        unsafe base = .allocate(capacity: Self.count)
        unsafe base.initialize(repeating: cebsp_quiet(), count: Self.count)
    }

    deinit { unsafe base.deallocate() }

    /// The slot of a page.
    public static func slot(of page: UInt32) -> Int { Int(page >> 12) & (count - 1) }

    /// Whether a page has its slot.
    public func isOpen(_ page: UInt32) -> Bool {
        unsafe base[Self.slot(of: page)].key == page & ~0xFFF | 1
    }

    /// Gives a page its slot, which must be closed; nothing of it is quiet.
    public func open(_ page: UInt32) {
        let slot = Self.slot(of: page)
        precondition(unsafe base[slot].key == 0, "the slot is closed")
        unsafe base[slot] = cebsp_quiet()
        unsafe base[slot].key = page & ~0xFFF | 1
    }

    /// Everything of the slot's page is told again.
    public func close(slot: Int) {
        precondition((0..<Self.count).contains(slot))
        unsafe base[slot].key = 0
    }

    /// Says of a word's bytes, a bit each, what need not be told.
    /// - Parameters:
    ///   - reads: bytes whose reads change nothing.
    ///   - writes: bytes whose writes need only be noted.
    public func set(_ word: Int, in slot: Int, reads: UInt64, writes: UInt64) {
        precondition((0..<Self.count).contains(slot) && (0..<Self.words).contains(word))
        unsafe withUnsafeMutablePointer(to: &base[slot].reads) { pointer in
            unsafe pointer.withMemoryRebound(to: UInt64.self, capacity: Self.words) { unsafe $0[word] = reads }
        }
        unsafe withUnsafeMutablePointer(to: &base[slot].writes) { pointer in
            unsafe pointer.withMemoryRebound(to: UInt64.self, capacity: Self.words) { unsafe $0[word] = writes }
        }
    }

    /// The bytes of a word that were written and not told, which are forgotten with this.
    public func takeNoted(_ word: Int, in slot: Int) -> UInt64 {
        precondition((0..<Self.count).contains(slot) && (0..<Self.words).contains(word))
        return unsafe withUnsafeMutablePointer(to: &base[slot].noted) { pointer in
            unsafe pointer.withMemoryRebound(to: UInt64.self, capacity: Self.words) { words in
                let noted = unsafe words[word]
                unsafe words[word] = 0
                return noted
            }
        }
    }
}
