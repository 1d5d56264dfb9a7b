import GuestAddress

/// Looks for kernel addresses in what a driver hands to an application.
extension Kernel {
    private static let outputLimit: UInt32 = 4096

    /// - Parameters:
    ///   - output: the caller's output buffer.
    ///   - size: its bytes.
    func checkOutput(_ output: UInt32, _ size: UInt32, of driver: String, _ thread: Thread) {
        guard checkers.contains(.kernelPointers), output != 0, output < 0x8000_0000, !thread.current.isKernel else {
            return
        }
        let view = view(of: thread, privileged: false)
        for offset in stride(from: UInt32(0), to: min(size, Self.outputLimit) & ~3, by: 4) {
            guard let word = try? view.word(output &+ offset) else { return }
            let address = VirtualAddress(word)
            guard word >= 0x8000_0000, let reservation = nk.space.reservation(at: address) else { continue }
            find(
                MachineFinding(
                    checker: .kernelPointers, severity: .note, process: driver, place: "XXX_IOControl",
                    message:
                        "the word at \(offset) of \(thread.current.name)'s output buffer, \(address), is an address of the "
                        + "kernel: \(reservation.range) of \(describe(reservation.creator))",
                    hint: "hand out an address in the application's own space, or a handle"))
            return
        }
    }
}
