public import GuestAddress

/// Everything a map knows of an address.
public struct AddressLookup: Sendable {
    /// One thing that is known: a short name and the answer.
    public struct Fact: Hashable, Sendable {
        public var name: String
        public var answer: String
    }

    private let subject: MapUnderCheck
    private let translation: StaticTranslation
    private let windows: [KernelWindow]

    public init(_ map: MemoryMap) {
        subject = MapUnderCheck(map)
        translation = StaticTranslation(map)
        windows = KernelWindow.all(of: map.profile, style: map.tables.first?.style ?? .classic)
    }

    /// What is known of `address` as a virtual address.
    public func facts(ofVirtual address: VirtualAddress) -> [Fact] {
        var facts: [Fact] = []
        if let window = windows.first(where: { $0.range.contains(UInt64(address.rawValue)) }) {
            facts.append(Fact(name: "window", answer: "\(window.title), \(extentText(window.range))"))
        }
        guard let owner = translation.owner(of: address), let physical = translation.physical(of: address) else {
            if address >= StaticWindow.base, UInt64(address.rawValue) < StaticWindow.uncachedEnd {
                facts.append(Fact(name: "row", answer: "none: an access faults unless the kernel maps it at run time"))
                facts.append(Fact(name: "OALVAtoPA", answer: "0x00000000, which means failure"))
            } else {
                facts.append(Fact(name: "row", answer: "none: page tables of the running system decide"))
            }
            return facts + regionFacts(UInt64(address.rawValue))
        }
        facts += rowFacts(owner)
        facts.append(Fact(name: "OALVAtoPA", answer: physical.description))
        facts += aliasFacts(address, owner)
        if let other = translation.differingPageTableRow(at: address) {
            facts.append(
                Fact(
                    name: "page table",
                    answer: "a later row wins there: \(other.phrase), \(other.location)"))
        }
        let isMirror = UInt64(address.rawValue) >= StaticWindow.end && translation.hasUncachedMirror
        let cached = isMirror ? address.rawValue &- StaticWindow.uncachedOffset : address.rawValue
        return facts + regionFacts(UInt64(cached)) + bankFacts(physical)
    }

    /// What is known of `address` as a physical address.
    public func facts(ofPhysical address: PhysicalAddress) -> [Fact] {
        var facts = bankFacts(address)
        if let owner = translation.owner(of: address) { facts += rowFacts(owner) }
        let cached = translation.virtual(of: address, cached: true)
        for (isCached, name) in [(true, "OALPAtoVA TRUE"), (false, "OALPAtoVA FALSE")] {
            let value = translation.oalPAtoVA(address, cached: isCached)
            let isMapped = translation.virtual(of: address, cached: isCached) != nil
            facts.append(Fact(name: name, answer: "0x\(hexadecimal(value))" + (isMapped ? "" : ", not mapped")))
        }
        if let cached { return facts + regionFacts(UInt64(cached.rawValue)) }
        if let row = subject.map.ramRows.first(where: { $0.physicalExtent.contains(UInt64(address.rawValue)) }) {
            let answer =
                subject.map.readsRAMTable
                ? "the kernel uses it as RAM" : "\(subject.map.profile.title) does not read this table"
            facts.append(Fact(name: "OEMRamTable", answer: "\(answer), \(row.location)"))
        }
        let isRAM = subject.banks.interval(containing: UInt64(address.rawValue)) != nil
        facts.append(
            Fact(
                name: "static map",
                answer: isRAM ? "above the cap: no row maps this RAM" : "no row maps this address"))
        let access = DynamicAccess(physical: UInt64(address.rawValue), size: 1, isUncached: !isRAM)
        facts.append(Fact(name: "reached by", answer: access.call))
        let offset = address.rawValue & UInt32(StaticWindow.page - 1)
        if offset != 0 { facts.append(Fact(name: "then", answer: "p + 0x\(hexadecimal(offset, width: 1))")) }
        return facts
    }

    private func rowFacts(_ owner: StaticTranslation.Owner) -> [Fact] {
        switch owner {
        case .row(let row): [Fact(name: "row", answer: "\(row.phrase), \(sizeText(row.size)), \(row.location)")]
        case .device(let row):
            [
                Fact(
                    name: "device row",
                    answer: "\(extentText(row.virtualExtent)) to \(row.physical), \(sizeText(row.size)), attributes "
                        + "0x\(hexadecimal(row.attributes, width: 1)), \(row.location)")
            ]
        }
    }

    private func aliasFacts(_ address: VirtualAddress, _ owner: StaticTranslation.Owner) -> [Fact] {
        guard case .row = owner else { return [Fact(name: "cache", answer: "uncached, the only mapping")] }
        guard translation.hasUncachedMirror else {
            return [Fact(name: "cache", answer: "cached; a new-style table has no uncached alias")]
        }
        let cached = address.rawValue & ~StaticWindow.uncachedOffset
        return [
            Fact(name: "cached alias", answer: "0x\(hexadecimal(cached))"),
            Fact(name: "uncached alias", answer: "0x\(hexadecimal(cached | StaticWindow.uncachedOffset))"),
        ]
    }

    private func regionFacts(_ virtual: UInt64) -> [Fact] {
        subject.map.regions.filter { $0.extent.contains(virtual) }.map {
            Fact(name: "region", answer: "\($0.name), \($0.kind.rawValue), \(extentText($0.extent)), \($0.location)")
        }
    }

    private func bankFacts(_ physical: PhysicalAddress) -> [Fact] {
        guard !subject.map.banks.isEmpty else { return [] }
        guard let bank = subject.map.banks.first(where: { $0.range.contains(physical) }) else {
            return [Fact(name: "RAM bank", answer: "none")]
        }
        return [
            Fact(name: "RAM bank", answer: "\(bank.range)" + (bank.location.map { ", \($0)" } ?? ""))
        ]
    }
}
