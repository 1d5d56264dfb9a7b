internal import CCapstone

/// What a mnemonic of a single transfer says of its access.
struct SingleTransferShape {
    var kind: MemoryAccess.Kind
    var size: UInt32
    var count: UInt32 = 1
    var unprivileged = false
}

extension DecodedInstruction {
    /// The shape of the loads and stores of core registers, nil of any other instruction.
    var singleShape: SingleTransferShape? {
        switch id {
        case ARM_INS_LDR, ARM_INS_LDREX, ARM_INS_LDA, ARM_INS_LDAEX: .init(kind: .read, size: 4)
        case ARM_INS_LDRH, ARM_INS_LDRSH, ARM_INS_LDREXH, ARM_INS_LDAH, ARM_INS_LDAEXH, ARM_INS_TBH:
            .init(kind: .read, size: 2)
        case ARM_INS_LDRB, ARM_INS_LDRSB, ARM_INS_LDREXB, ARM_INS_LDAB, ARM_INS_LDAEXB, ARM_INS_TBB:
            .init(kind: .read, size: 1)
        case ARM_INS_LDRD, ARM_INS_LDREXD, ARM_INS_LDAEXD: .init(kind: .read, size: 4, count: 2)
        case ARM_INS_LDRT: .init(kind: .read, size: 4, unprivileged: true)
        case ARM_INS_LDRHT, ARM_INS_LDRSHT: .init(kind: .read, size: 2, unprivileged: true)
        case ARM_INS_LDRBT, ARM_INS_LDRSBT: .init(kind: .read, size: 1, unprivileged: true)
        case ARM_INS_STR, ARM_INS_STREX, ARM_INS_STL, ARM_INS_STLEX: .init(kind: .write, size: 4)
        case ARM_INS_STRH, ARM_INS_STREXH, ARM_INS_STLH, ARM_INS_STLEXH: .init(kind: .write, size: 2)
        case ARM_INS_STRB, ARM_INS_STREXB, ARM_INS_STLB, ARM_INS_STLEXB: .init(kind: .write, size: 1)
        case ARM_INS_STRD, ARM_INS_STREXD, ARM_INS_STLEXD: .init(kind: .write, size: 4, count: 2)
        case ARM_INS_STRT: .init(kind: .write, size: 4, unprivileged: true)
        case ARM_INS_STRHT: .init(kind: .write, size: 2, unprivileged: true)
        case ARM_INS_STRBT: .init(kind: .write, size: 1, unprivileged: true)
        case ARM_INS_SWP: .init(kind: .readThenWrite, size: 4)
        case ARM_INS_SWPB: .init(kind: .readThenWrite, size: 1)
        default: nil
        }
    }
}
