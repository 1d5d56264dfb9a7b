/// The packed form of ARMNT unwind data: a word that describes a function of the usual shape ("ARM exception handling",
/// Microsoft Learn, section "Packed unwind data").
struct PackedUnwindData {
    let word: UInt32

    private var isFragment: Bool { word & 3 == 2 }
    private var byteCount: UInt32 { (word >> 2 & 0x7FF) * 2 }
    private var returns: UInt32 { word >> 13 & 3 }
    private var homes: Bool { word >> 15 & 1 != 0 }
    private var lastRegister: UInt32 { word >> 16 & 7 }
    private var savesDoubles: Bool { word >> 19 & 1 != 0 }
    private var savesLink: Bool { word >> 20 & 1 != 0 }
    private var chains: Bool { word >> 21 & 1 != 0 }
    private var adjustment: UInt32 { word >> 22 & 0x3FF }

    /// An adjustment of up to four words that is part of a push or pop.
    private var isFolded: Bool { adjustment >= 0x3F4 }
    private var foldsInProlog: Bool { isFolded && adjustment & 4 != 0 }
    private var foldsInEpilog: Bool { isFolded && adjustment & 8 != 0 }
    private var adjustedBytes: UInt32 { (isFolded ? adjustment & 3 + 1 : adjustment) * 4 }

    private static let homeBytes: UInt32 = 16
    private static let chain: UInt32 = 1 << 11

    /// - Returns: nil for what the document calls invalid.
    func record() -> UnwindRecord? {
        guard word & 3 == 1 || word & 3 == 2, !chains || savesLink, returns != 0 || savesLink else { return nil }
        return UnwindRecord(
            byteCount: byteCount, operations: prologOperations(), isFragment: isFragment,
            epilogs: .last(returns == 3 ? nil : epilogOperations()), handler: nil)
    }

    /// The integer registers that are pushed, or popped, with the adjustment folded in or not.
    private func registers(folded: Bool) -> UInt32 {
        var list: UInt32 = 0
        if !savesDoubles { list |= UnwindOperation.fromR4(count: lastRegister + 1, link: 0) }
        // One to four scratch registers that end at r3 take the place of the adjustment.
        if folded { list |= (0xF << (~adjustment & 3)) & 0xF }
        if chains { list |= Self.chain }
        if savesLink { list |= UnwindOperation.link }
        return list
    }

    /// An instruction for low registers and LR has 16 bits, another one 32.
    private static func pop(_ list: UInt32) -> UnwindOperation {
        UnwindOperation(.pop(list), size: list & ~(0xFF | UnwindOperation.link) == 0 ? 2 : 4)
    }

    private var adjust: UnwindOperation {
        UnwindOperation(.adjustStack(adjustedBytes), size: adjustedBytes <= 0x7F * 4 ? 2 : 4)
    }

    private var doubles: UnwindOperation? {
        savesDoubles && lastRegister != 7 ? UnwindOperation(.popDoubles(lastRegister + 1), size: 4) : nil
    }

    private func prologOperations() -> [UnwindOperation] {
        var operations: [UnwindOperation] = []
        if adjustment != 0, !foldsInProlog { operations.append(adjust) }
        if let doubles { operations.append(doubles) }
        let list = registers(folded: foldsInProlog)
        // `mov r11, sp` when only r11 and LR were pushed, otherwise `add r11, sp, #n`.
        if chains {
            operations.append(UnwindOperation(.nothing, size: list == Self.chain | UnwindOperation.link ? 2 : 4))
        }
        if list != 0 { operations.append(Self.pop(list)) }
        if homes { operations.append(UnwindOperation(.adjustStack(Self.homeBytes), size: 2)) }
        return operations + [UnwindOperation(.end, size: 0)]
    }

    private func epilogOperations() -> [UnwindOperation] {
        var operations: [UnwindOperation] = []
        if adjustment != 0, !foldsInEpilog { operations.append(adjust) }
        if let doubles { operations.append(doubles) }
        var list = registers(folded: foldsInEpilog)
        // With homed arguments LR stays on the stack until `ldr pc, [sp], #20`, which returns.
        if homes, savesLink { list &= ~UnwindOperation.link }
        if list != 0 { operations.append(Self.pop(list)) }
        if homes {
            operations.append(
                savesLink
                    ? UnwindOperation(.loadLink(Self.homeBytes + 4), size: 4)
                    : UnwindOperation(.adjustStack(Self.homeBytes), size: 2))
        }
        let hasReturned = savesLink && (homes || returns == 0)
        return operations + [UnwindOperation(.end, size: 0, epilogSize: hasReturned ? 0 : returns == 1 ? 2 : 4)]
    }
}
