internal import CCapstone
internal import GuestAddress

/// What the library says of an instruction, copied out of its memory.
///
/// The library's access flags are not relied on: version 4.0.2 calls several stores reads (STREX, STRH with a
/// post-index) and leaves registers of STMDB and VPUSH out. The mnemonic decides instead.
struct DecodedInstruction {
    /// The instruction as the architecture manual draws it: the first halfword of a T32 instruction on top.
    let encoding: UInt32
    let id: arm_insn
    /// Bytes: 2 or 4.
    let size: Int
    /// `ldr r3, [r1, #4]`.
    let text: String
    let writesBack: Bool
    let operands: [cs_arm_op]
    /// What the library gives as registers read, by its own numbers.
    private let registersNamed: [UInt32]

    /// Copies the first instruction out.
    /// - Parameters:
    ///   - pointer: one valid instruction with its details.
    ///   - handle: what it was decoded with.
    ///   - encoding: its bits.
    init(_ pointer: UnsafePointer<cs_insn>, from handle: csh, encoding: UInt32) {
        // SAFETY: the caller keeps the instruction alive during this call, and the indices are below the library's own
        // count.
        self.encoding = encoding
        id = unsafe arm_insn(rawValue: pointer.pointee.id)
        size = unsafe Int(pointer.pointee.size)
        writesBack = unsafe cebsp_writes_back(pointer)
        operands = unsafe (0..<cebsp_operand_count(pointer)).map { unsafe cebsp_operand(pointer, $0).pointee }
        var read = [UInt16](repeating: 0, count: 64)
        let count = unsafe read.withUnsafeMutableBufferPointer { buffer in
            unsafe Int(cebsp_registers_read(handle, pointer, buffer.baseAddress))
        }
        registersNamed = read.prefix(count).map(UInt32.init)
        let name = unsafe Self.string(pointer.pointee.mnemonic)
        let rest = unsafe Self.string(pointer.pointee.op_str)
        text = rest.isEmpty ? name : name + " " + rest
    }

    /// The text in a C array of characters, up to its zero.
    private static func string<Characters>(_ characters: Characters) -> String {
        // SAFETY: only arrays of `char` are given, which hold no padding.
        unsafe withUnsafeBytes(of: characters) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// The core registers whose values the instruction uses, in order.
    var registersRead: [Int] {
        var present = [Bool](repeating: false, count: 16)
        func insert(_ register: UInt32) {
            if let index = coreRegister(register) { present[index] = true }
        }
        registersNamed.forEach(insert)
        let stored = storedRegisters
        for (index, operand) in operands.enumerated() {
            if operand.type == ARM_OP_MEM {
                insert(operand.mem.base.rawValue)
                insert(operand.mem.index.rawValue)
            } else if operand.type == ARM_OP_REG, stored.contains(index) {
                insert(UInt32(bitPattern: operand.reg))
            }
        }
        if [ARM_INS_PUSH, ARM_INS_POP, ARM_INS_VPUSH, ARM_INS_VPOP].contains(id) { insert(ARM_REG_SP.rawValue) }
        return (0..<16).filter { present[$0] }
    }

    /// The indices of the register operands that are stored, or branched to.
    private var storedRegisters: Range<Int> {
        let count = operands.count
        switch id {
        case ARM_INS_STREX, ARM_INS_STREXB, ARM_INS_STREXH, ARM_INS_STREXD, ARM_INS_SWP, ARM_INS_SWPB:
            // The first takes the status, or the old value.
            return min(1, count)..<count
        case ARM_INS_STR, ARM_INS_STRB, ARM_INS_STRH, ARM_INS_STRD, ARM_INS_STRT, ARM_INS_STRBT, ARM_INS_STRHT,
            ARM_INS_STM, ARM_INS_STMIB, ARM_INS_STMDA, ARM_INS_STMDB, ARM_INS_PUSH, ARM_INS_BX, ARM_INS_BLX:
            return 0..<count
        default: return 0..<0
        }
    }
}

/// The number of a core register, nil of any other.
func coreRegister(_ register: UInt32) -> Int? {
    switch arm_reg(rawValue: register) {
    case ARM_REG_SP: 13
    case ARM_REG_LR: 14
    case ARM_REG_PC: 15
    case let other where other.rawValue >= ARM_REG_R0.rawValue && other.rawValue <= ARM_REG_R12.rawValue:
        Int(other.rawValue - ARM_REG_R0.rawValue)
    default: nil
    }
}
