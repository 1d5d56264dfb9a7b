import GuestAddress

/// Sizes that a driver says in words rather than to the kernel.
extension Kernel {
    /// So much of an output buffer is looked at.
    private static let lookedAt: UInt32 = 4096

    /// Looks in what a driver gave its caller for the address of a mapping that a driver made there, with the size of the buffer before or
    /// behind it: writes past that size are writes past the buffer, though the mapping reaches to the end of the page.
    ///
    /// A word beside the mapping's address is a size when it ends in the mapping's last page. In a mapping of one page every small number
    /// would, so those are left as they are. The driver may name another size later.
    /// - Parameters:
    ///   - output: the caller's output buffer.
    ///   - size: its bytes.
    ///   - driver: `cam.dll in XXX_IOControl`.
    func noteAnnouncedSizes(in output: UInt32, _ size: UInt32, by driver: String, _ thread: Thread) {
        guard let observation, observation.checksBounds, output != 0, !thread.current.isKernel else { return }
        let view = view(of: thread, privileged: false)
        var words: [UInt32] = []
        for offset in stride(from: 0, to: min(size, Self.lookedAt) & ~3, by: 4) {
            guard let word = try? view.word(output &+ offset) else { break }
            words.append(word)
        }
        let space = thread.addressSpace.space
        for (index, address) in words.enumerated() where address >= 0x1_0000 && address < 0x8000_0000 {
            guard let reservation = space.reservation(at: VirtualAddress(address)),
                reservation.creator.process == nk.id,
                let part = reservation.asked.firstIndex(where: { $0.first == address })
            else { continue }
            let asked = reservation.asked[part]
            for neighbour in [index + 1, index - 1] where words.indices.contains(neighbour) {
                let (end, overflow) = address.addingReportingOverflow(words[neighbour])
                guard !overflow, words[neighbour] > 4096, end - 1 | 0xFFF == asked.last | 0xFFF,
                    end - 1 < asked.last || asked.announcer != nil
                else { continue }
                reservation.asked[part].last = end - 1
                reservation.asked[part].announcer = driver
                observation.forgetTranslations()
                break
            }
        }
    }
}
