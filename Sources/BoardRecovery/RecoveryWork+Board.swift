internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

extension RecoveryWork {
    /// The generation of CE and the core, by what each of them has.
    mutating func chooseProfile(_ given: Profile?, _ processor: Processor?) {
        let (profile, certainty, reason) = self.profile(given)
        board.draft.profile = profile
        add(certainty, "profile", "\(profile.name.rawValue), \(reason)")
        guard processor == nil || processor == .arm else { return }
        // The machine number of Thumb-2 needs ARMv7, as the new style does.
        let isNew = board.image.header?.cpuType == 0x1C4 || profile.knowsNewStyleTable
        board.draft.cpu = isNew ? "cortex-a8" : "arm926"
        add(.guess, "core", "\(board.draft.cpu): an image does not name its core")
    }

    private func profile(_ given: Profile?) -> (Profile, RecoveredBoard.Certainty, String) {
        if let given { return (given, .certain, "as given") }
        if let major = ramTableVersion { return (major == 8 ? .wec2013 : .wec7, .likely, "by the RAM table's version") }
        let isThumb2 = board.image.header?.cpuType == 0x1C4
        if board.draft.isNewStyle {
            return (isThumb2 ? .wec2013 : .wec7, .likely, "by the table's new style")
        }
        if isThumb2 { return (.wec2013, .likely, "by the machine number of Thumb-2 images") }
        let names = Set(board.image.modules.map { $0.name.lowercased() })
        if names.contains("kernel.dll") { return (.ce6, .likely, "as there is a kernel.dll") }
        if names.contains("nk.exe") { return (.ce5, .likely, "as nk.exe is there without a kernel.dll") }
        return (.ce6, .guess, "as nothing tells the generation")
    }

    /// Where image and RAM lie where fixed segments take the place of a table: the lower 29 bits of an address.
    mutating func tellSegments() {
        for (name, range) in [("image", imageRange), ("RAM", ramRange)] where !range.isEmpty {
            let low = range.lowerBound & 0x1FFF_FFFF
            add(.certain, name, "physical \(extentText(low..<low + (range.upperBound - range.lowerBound)))")
        }
    }

    /// RAM is what the rows under the image and under ROMHDR's RAM lead to, and what the RAM table has.
    mutating func findBanks() {
        let (image, ram) = (imageRange, ramRange)
        var banks: [BoardDraft.Bank] = []
        let rows = board.draft.rows
        let ramRow = rows.first { $0.virtualRange.contains(ram.lowerBound) && !ram.isEmpty }
        if let row = ramRow {
            let end = min(ram.upperBound, row.virtualRange.upperBound)
            let low = UInt64(row.physical.rawValue) + ram.lowerBound - row.virtualRange.lowerBound
            add(.certain, "RAM", "\(extentText(low..<low + end - ram.lowerBound)) of it is the kernel's")
            banks.append(bank(row, "likely: all of the row that has the kernel's RAM"))
            add(.likely, "RAM bank", banks[0].range.description)
        }
        if let row = rows.first(where: { $0.virtualRange.contains(image.lowerBound) }), row != ramRow {
            banks.append(bank(row, "guess: the image lies here, in RAM or flash"))
            add(.guess, "RAM bank", "\(bank(row, "").range), where the image lies: RAM or flash")
        }
        // Rows that go on where the RAM's row ends, in both spaces, are more of the same.
        var last = ramRow
        while let end = last,
            let next = rows.first(where: {
                UInt64($0.virtual.rawValue) == end.virtualRange.upperBound
                    && UInt64($0.physical.rawValue) == end.physicalRange.upperBound
            })
        {
            banks.append(bank(next, "guess: goes on behind the row of the RAM"))
            add(.guess, "RAM bank", "\(bank(next, "").range), which goes on behind the row of the RAM")
            last = next
        }
        banks += board.draft.ramEntries.map {
            BoardDraft.Bank(AddressRange(base: $0.physical, clampedSize: $0.size), remark: $0.remark + ": RAM table")
        }
        board.draft.banks = disjoint(banks)
        if banks.isEmpty { placeholderBank() }
    }

    private func bank(_ row: BoardDraft.Row, _ remark: String) -> BoardDraft.Bank {
        BoardDraft.Bank(AddressRange(base: row.physical, clampedSize: row.size), remark: remark)
    }

    /// A board file has at least one bank.
    private mutating func placeholderBank() {
        let range = AddressRange(base: PhysicalAddress(0), clampedSize: 64 << 20)
        board.draft.banks = [BoardDraft.Bank(range, remark: "unknown: put the board's RAM here")]
        add(.unknown, "RAM bank", "no row leads to the RAM of the image")
    }

    /// The banks without what an earlier one has.
    private func disjoint(_ banks: [BoardDraft.Bank]) -> [BoardDraft.Bank] {
        var taken = IntervalUnion([])
        var result: [BoardDraft.Bank] = []
        for bank in banks {
            let range = UInt64(bank.range.base.rawValue)..<bank.range.end
            for gap in taken.gaps(in: range) {
                let part = AddressRange(
                    base: PhysicalAddress(UInt32(truncatingIfNeeded: gap.lowerBound)),
                    clampedSize: gap.upperBound - gap.lowerBound)
                result.append(BoardDraft.Bank(part, remark: bank.remark))
            }
            taken = IntervalUnion(taken.intervals + [range])
        }
        return result.sorted { $0.range.base < $1.range.base }
    }
}
