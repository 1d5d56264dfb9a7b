internal import CCapstone
internal import GuestAddress

extension DecodedInstruction {
    /// What the instruction loads or stores.
    func memoryAccess(at address: VirtualAddress, thumb: Bool) -> MemoryAccess? {
        guard var access = multipleTransfer ?? vectorTransfer ?? singleTransfer else { return nil }
        // The pipeline is two instructions ahead. Only the table branches use PC as it is; the others round it down.
        let ahead = address.rawValue &+ (thumb ? 4 : 8)
        let isTableBranch = id == ARM_INS_TBB || id == ARM_INS_TBH
        access.programCounter = isTableBranch ? ahead : ahead & ~3
        return access
    }

    /// One operand in brackets.
    private var singleTransfer: MemoryAccess? {
        guard let shape = singleShape else { return nil }
        return bracketed(shape.kind, size: shape.size, count: shape.count, unprivileged: shape.unprivileged)
    }

    /// An access whose address is the operand in brackets.
    private func bracketed(
        _ kind: MemoryAccess.Kind, size: UInt32, count: UInt32 = 1, unprivileged: Bool = false
    ) -> MemoryAccess? {
        guard let place = operands.firstIndex(where: { $0.type == ARM_OP_MEM }) else { return nil }
        let operand = operands[place]
        guard let base = coreRegister(operand.mem.base.rawValue) else { return nil }
        // An operand behind the brackets is an offset to be added afterwards.
        let isPostIndexed = place + 1 < operands.count
        var access = MemoryAccess(
            kind: kind, base: base, size: size, count: count, writesBack: writesBack || isPostIndexed)
        access.isPostIndexed = isPostIndexed
        access.isUnprivileged = unprivileged
        access.displacement = operand.mem.disp
        if let index = coreRegister(operand.mem.index.rawValue) {
            access.index = index
            access.subtractsIndex = operand.subtracted || operand.mem.scale < 0
            access.shift = Self.shift(operand.shift.type, operand.shift.value)
        }
        return access
    }

    private static func shift(_ type: arm_shifter, _ amount: UInt32) -> MemoryAccess.Shift {
        switch type {
        case ARM_SFT_LSL: .logicalLeft(amount)
        case ARM_SFT_LSR: .logicalRight(amount)
        case ARM_SFT_ASR: .arithmeticRight(amount)
        case ARM_SFT_ROR: .rotateRight(amount)
        case ARM_SFT_RRX: .rotateRightExtended
        default: .none
        }
    }

    /// LDM, STM, PUSH, POP, RFE: words from an address that follows from the mode and the number of registers.
    private var multipleTransfer: MemoryAccess? {
        let all = UInt32(operands.count)
        let list = all > 0 ? all - 1 : 0
        switch id {
        case ARM_INS_LDM: return multiple(.read, list, from: 0)
        case ARM_INS_LDMIB: return multiple(.read, list, from: 4)
        case ARM_INS_LDMDA: return multiple(.read, list, from: 4 - 4 * Int32(list))
        case ARM_INS_LDMDB: return multiple(.read, list, from: -4 * Int32(list))
        case ARM_INS_STM: return multiple(.write, list, from: 0)
        case ARM_INS_STMIB: return multiple(.write, list, from: 4)
        case ARM_INS_STMDA: return multiple(.write, list, from: 4 - 4 * Int32(list))
        case ARM_INS_STMDB: return multiple(.write, list, from: -4 * Int32(list))
        case ARM_INS_RFEIA: return multiple(.read, 2, from: 0)
        case ARM_INS_RFEIB: return multiple(.read, 2, from: 4)
        case ARM_INS_RFEDA: return multiple(.read, 2, from: -4)
        case ARM_INS_RFEDB: return multiple(.read, 2, from: -8)
        case ARM_INS_PUSH: return Self.stack(.write, all, from: -4 * Int32(all))
        case ARM_INS_POP: return Self.stack(.read, all, from: 0)
        default: return nil
        }
    }

    /// A transfer whose base is the first operand.
    private func multiple(_ kind: MemoryAccess.Kind, _ count: UInt32, size: UInt32 = 4, from displacement: Int32)
        -> MemoryAccess?
    {
        guard let first = operands.first, let base = coreRegister(UInt32(bitPattern: first.reg)) else {
            return nil
        }
        var access = MemoryAccess(kind: kind, base: base, size: size, count: count, writesBack: writesBack)
        access.displacement = displacement
        return access
    }

    private static func stack(_ kind: MemoryAccess.Kind, _ count: UInt32, size: UInt32 = 4, from displacement: Int32)
        -> MemoryAccess
    {
        var access = MemoryAccess(kind: kind, base: 13, size: size, count: count, writesBack: true)
        access.displacement = displacement
        return access
    }

    /// VLDR, VLDM, VPUSH, VLD1 and their like. Sizes come from the encoding (ARM ARM DDI 0406, A7.6 and A7.7): bit 8
    /// says double registers, bits 0–7 the words that the base moves by.
    private var vectorTransfer: MemoryAccess? {
        let encoding = encoding
        let words = encoding & 0xFF
        let isDouble = encoding & 0x100 != 0
        let size: UInt32 = isDouble ? 8 : 4
        // An odd number of words (FLDMX, FSTMX) moves the base past a word that is not touched.
        let count = isDouble ? words / 2 : words
        let below = -4 * Int32(words)
        switch id {
        case ARM_INS_VLDR: return bracketed(.read, size: size)
        case ARM_INS_VSTR: return bracketed(.write, size: size)
        case ARM_INS_VLDMIA, ARM_INS_FLDMIAX: return multiple(.read, count, size: size, from: 0)
        case ARM_INS_VLDMDB, ARM_INS_FLDMDBX: return multiple(.read, count, size: size, from: below)
        case ARM_INS_VSTMIA, ARM_INS_FSTMIAX: return multiple(.write, count, size: size, from: 0)
        case ARM_INS_VSTMDB, ARM_INS_FSTMDBX: return multiple(.write, count, size: size, from: below)
        case ARM_INS_VPUSH: return Self.stack(.write, count, size: size, from: below)
        case ARM_INS_VPOP: return Self.stack(.read, count, size: size, from: 0)
        case ARM_INS_VLD1, ARM_INS_VLD2, ARM_INS_VLD3, ARM_INS_VLD4: return structures(.read)
        case ARM_INS_VST1, ARM_INS_VST2, ARM_INS_VST3, ARM_INS_VST4: return structures(.write)
        default: return nil
        }
    }

    /// VLDn and VSTn, whose displacement operand is the library's way to say an alignment.
    private func structures(_ kind: MemoryAccess.Kind) -> MemoryAccess? {
        let shape = Self.structureShape(encoding)
        guard var access = bracketed(kind, size: shape.size, count: shape.count) else { return nil }
        access.displacement = 0
        // Multiple structures say the size of their elements in bits 6 and 7.
        if encoding & 1 << 23 == 0 { access.alignment = min(1 << (encoding >> 6 & 3), 4) }
        return access
    }

    /// Size and number of the elements of VLDn and VSTn (ARM ARM DDI 0406, A7.7).
    static func structureShape(_ encoding: UInt32) -> (size: UInt32, count: UInt32) {
        let isSingle = encoding & 1 << 23 != 0
        guard isSingle else {
            // Bits 8–11 say how many double registers are moved.
            let registers: UInt32 =
                switch encoding >> 8 & 15 {
                case 0b0111: 1
                case 0b1000, 0b1001, 0b1010: 2
                case 0b0100, 0b0101, 0b0110: 3
                default: 4
                }
            return (8, registers)
        }
        let count = (encoding >> 8 & 3) + 1
        let lane = encoding >> 10 & 3
        if lane != 3 { return (1 << lane, count) }
        // To all lanes: the size is elsewhere, and 3 there is VLD4 of words with a wider alignment.
        return (1 << min(encoding >> 6 & 3, 2), count)
    }
}

extension MemoryAccess {
    /// An access at its base.
    init(kind: Kind, base: Int, size: UInt32, count: UInt32, writesBack: Bool) {
        self.init(
            kind: kind, base: base, programCounter: 0, index: nil, shift: .none, subtractsIndex: false, displacement: 0,
            writesBack: writesBack, isPostIndexed: false, isUnprivileged: false, elementSize: size, elementCount: count,
            alignment: min(size, 4))
    }
}
