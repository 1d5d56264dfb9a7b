import Unicorn

/// Which accesses are not told: those that would change nothing in any listener, and writes that only add to what was
/// written. The engine's hook passes them over, and notes the writes.
///
/// A page is open in the slot in which its facts are, and at most one page leads to a frame. Before anything else
/// happens to the frame, or to what listeners know of it, the noted writes are told and the page is closed.
extension AccessWatcher {
    /// A guest's access was told: what follows in the same 64 bytes may be quiet.
    func quieten(_ address: UInt32, _ count: UInt32) {
        let slot = QuietPages.slot(of: address)
        let page = pages[slot]
        guard page.key & ~1 == address & ~0xFFF, address & 63 + count <= 64 else { return }
        let word = Int(address >> 6) & (QuietPages.words - 1)
        var bytes = QuietBytes(reads: page.isReadable ? .max : 0, writes: page.isWritable ? .max : 0)
        if page.frame >= 0 {
            for listener in pageListeners { bytes = bytes.intersection(listener.quietBytes(page, word)) }
            guard !bytes.isEmpty else { return }
        }
        guard quiet.isOpen(address) || open(address, slot, page), page.frame >= 0 else { return }
        quiet.set(word, in: slot, reads: bytes.reads, writes: bytes.writes)
    }

    private func open(_ address: UInt32, _ slot: Int, _ page: PageFacts) -> Bool {
        guard !rangeListeners.contains(where: { $0.minds(address & ~0xFFF) }) else { return false }
        quiet.open(address)
        openSlots.append(UInt8(slot))
        openMode = isPrivileged
        if page.frame >= 0 {
            let frame = Int(page.frame)
            if frame >= slotOfFrame.count {
                slotOfFrame.append(contentsOf: repeatElement(0, count: frame + 1 - slotOfFrame.count))
            }
            slotOfFrame[frame] = UInt16(slot + 1)
        } else {
            // A page of nobody's interest.
            for word in 0..<QuietPages.words { quiet.set(word, in: slot, reads: .max, writes: .max) }
        }
        return true
    }

    /// Tells what was noted of all pages, and closes them.
    func settle() {
        while let slot = openSlots.last { close(Int(slot)) }
    }

    /// Tells what was noted of a slot's page, and closes it.
    func close(_ slot: Int) {
        guard let index = openSlots.lastIndex(of: UInt8(slot)) else { return }
        openSlots.remove(at: index)
        quiet.close(slot: slot)
        let page = pages[slot]
        guard page.frame >= 0 else { return }
        slotOfFrame[Int(page.frame)] = 0
        for word in 0..<QuietPages.words { tellNoted(word, slot, page) }
    }

    /// Something else happens to a frame.
    @inline(__always)
    func close(frame: Int) {
        guard frame < slotOfFrame.count, slotOfFrame[frame] != 0 else { return }
        close(Int(slotOfFrame[frame]) - 1)
    }

    /// An access to bytes of a page is about to be told: what was noted of them comes first.
    func catchUp(_ slot: Int, _ page: PageFacts, _ address: UInt32, _ count: Int) {
        guard page.frame < slotOfFrame.count, case let open = slotOfFrame[Int(page.frame)], open != 0 else { return }
        guard Int(open) - 1 == slot else { return close(Int(open) - 1) }
        let offset = Int(address & 0xFFF)
        for word in offset >> 6...(offset + count - 1) >> 6 { tellNoted(word, slot, page) }
    }

    private func tellNoted(_ word: Int, _ slot: Int, _ page: PageFacts) {
        let bytes = quiet.takeNoted(word, in: slot)
        guard bytes != 0 else { return }
        for listener in pageListeners { listener.wrote(page, word, bytes) }
    }
}
