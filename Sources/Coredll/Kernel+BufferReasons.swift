import CEKernel
import CEMemory
import GuestAddress

/// Why the helpers for callers' buffers refuse, in words.
extension Kernel {
    /// Without a place for the pointer nothing can be answered.
    func refuseDestination() -> CallResult {
        noteRule("null", "the first argument, where the driver's buffer is or its pointer goes, is NULL")
        return .failure(BufferResult.invalidArgument)
    }

    func noteBadSource(_ buffer: CallerBuffer) {
        noteRule(
            buffer.descriptor == nil ? "descriptor" : "null",
            buffer.descriptor == nil
                ? "ArgumentDescriptor 0x\(hexadecimal(buffer.descriptorWord)) is none of ARG_I_PTR (4) to ARG_IO_PTR "
                    + "(12) and "
                    + "their relatives"
                : "the caller's buffer is NULL")
    }

    func noteBadSize(_ buffer: CallerBuffer) {
        noteRule(
            "size",
            buffer.size == 0
                ? "cbSrc is 0, which only a string (ARG_I_WSTR, ARG_I_ASTR) may have: its terminator tells how long "
                    + "it is"
                : "cbSrc 0x\(hexadecimal(buffer.size)) is more than one buffer can have, "
                    + "0x\(hexadecimal(GuestView.copyLimit))"
        )
    }

    /// A buffer that its owner may not pass.
    func noteForbidden(_ buffer: CallerBuffer, _ size: UInt32, _ owner: Process) {
        let source = VirtualAddress(buffer.source)
        let what =
            processes.nk.space.covers(source)
            ? "is an address of the kernel, which \(owner.name), whose call this is, may not pass"
            : "is not wholly in the memory that \(owner.name), whose call this is, may pass"
        noteRule("caller-access", "\(source) with 0x\(String(size, radix: 16)) bytes \(what)")
    }

    func noteNoRoom(_ size: UInt32, _ process: Process) {
        noteRule(
            "no-memory", "the heap of \(process.name) has no room for a copy of 0x\(String(size, radix: 16)) bytes")
    }

    /// What was not opened, or was closed before.
    func noteNoBuffer(_ buffer: CallerBuffer) {
        let destination = VirtualAddress(buffer.destination)
        let caller = !processes.nk.space.covers(destination) && processes.nk.space.covers(VirtualAddress(buffer.source))
        noteRule(
            "no-buffer",
            caller
                ? "\(destination) is the caller's buffer and 0x\(hexadecimal(buffer.source)) the driver's: the two "
                    + "stand in "
                    + "each other's place"
                : "\(destination) is no buffer that was opened or allocated, or it was closed before")
    }
}
