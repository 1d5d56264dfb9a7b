internal import CCapstone
package import GuestAddress

/// Decodes A32 and T32 instructions, with what a fault report needs to know of their operands.
@safe
package final class Disassembler {
    // SAFETY: opened in `init`, closed in `deinit` only, never handed out.
    private let arm: csh
    private let thumb: csh

    /// Opens the decoder.
    /// - Returns: nil when the library lacks ARM or memory.
    package init?() {
        guard let arm = Self.open(CS_MODE_ARM) else { return nil }
        guard let thumb = Self.open(CS_MODE_THUMB) else {
            var handle = arm
            unsafe _ = cs_close(&handle)
            return nil
        }
        self.arm = arm
        self.thumb = thumb
    }

    deinit {
        for handle in [arm, thumb] {
            var handle = handle
            unsafe _ = cs_close(&handle)
        }
    }

    private static func open(_ mode: cs_mode) -> csh? {
        var handle: csh = 0
        guard unsafe cs_open(CS_ARCH_ARM, mode, &handle) == CS_ERR_OK else { return nil }
        // r9 and r12 read better beside a register dump than sb and ip.
        guard cs_option(handle, CS_OPT_DETAIL, Int(CS_OPT_ON.rawValue)) == CS_ERR_OK,
            cs_option(handle, CS_OPT_SYNTAX, Int(CS_OPT_SYNTAX_NOREGNAME.rawValue)) == CS_ERR_OK
        else {
            unsafe _ = cs_close(&handle)
            return nil
        }
        return handle
    }

    /// The instruction at the start of `bytes`.
    /// - Parameters:
    ///   - bytes: at least the bytes of one instruction; what follows it is ignored.
    ///   - address: where the first byte stands.
    ///   - thumb: whether CPSR.T is set.
    /// - Returns: nil when the bytes are no instruction, or too few.
    package func instruction(_ bytes: [UInt8], at address: VirtualAddress, thumb isThumb: Bool) -> Instruction? {
        let handle = isThumb ? thumb : arm
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            var found: UnsafeMutablePointer<cs_insn>?
            // SAFETY: the library reads at most `buffer.count` bytes; what it returns is freed below.
            let count = unsafe cs_disasm(handle, buffer.baseAddress, buffer.count, UInt64(address.rawValue), 1, &found)
            guard count == 1, let found = unsafe found else { return nil }
            defer { unsafe cs_free(found, count) }
            let decoded = unsafe DecodedInstruction(
                found, from: handle, encoding: Self.encoding(buffer, thumb: isThumb))
            return Instruction(
                address: address, size: decoded.size, text: decoded.text,
                memory: decoded.memoryAccess(at: address, thumb: isThumb), registersRead: decoded.registersRead)
        }
    }

    /// The instruction as the architecture manual draws it: the first halfword of a T32 instruction on top.
    private static func encoding(_ bytes: UnsafeBufferPointer<UInt8>, thumb: Bool) -> UInt32 {
        func halfword(_ index: Int) -> UInt32 {
            guard index * 2 + 1 < bytes.count else { return 0 }
            return unsafe UInt32(bytes[index * 2]) | UInt32(bytes[index * 2 + 1]) << 8
        }
        return thumb ? halfword(0) << 16 | halfword(1) : halfword(1) << 16 | halfword(0)
    }
}
