import Diagnostics
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
        if subject.table == nil {
            return facts + segmentFacts(address) + regionFacts(UInt64(address.rawValue)) + imageFacts(address)
        }
        guard let owner = translation.owner(of: address), let physical = translation.physical(of: address) else {
            if address >= StaticWindow.base, UInt64(address.rawValue) < StaticWindow.uncachedEnd {
                facts.append(Fact(name: "row", answer: "none: an access faults unless the kernel maps it at run time"))
                facts.append(Fact(name: "OALVAtoPA", answer: "0x00000000, which means failure"))
            } else {
                facts.append(Fact(name: "row", answer: "none: page tables of the running system decide"))
            }
            return facts + regionFacts(UInt64(address.rawValue)) + imageFacts(address)
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
        return facts + regionFacts(UInt64(cached)) + imageFacts(VirtualAddress(cached)) + bankFacts(physical)
    }

    /// What is known of `address` as a physical address.
    public func facts(ofPhysical address: PhysicalAddress) -> [Fact] {
        var facts = bankFacts(address)
        if subject.table == nil { return facts + segmentFacts(ofPhysical: address) }
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

    // MARK: Without a table

    /// What the fixed segments of MIPS and SH make of an address. Without a table and without an image nothing says
    /// whether it is one of those.
    private func segmentFacts(_ address: VirtualAddress) -> [Fact] {
        let isCached = StaticWindow.range.contains(address)
        guard
            isCached
                || UInt64(address.rawValue) >= StaticWindow.end && UInt64(address.rawValue) < StaticWindow.uncachedEnd
        else {
            return [Fact(name: "row", answer: "none: page tables of the running system decide")]
        }
        let physical = "0x" + hexadecimal(address.rawValue & StaticWindow.mask)
        let cache = isCached ? "cached" : "uncached"
        guard let processor = subject.map.processor else {
            return [
                Fact(name: "row", answer: "no table: none was given, or the board is a MIPS or an SH"),
                Fact(
                    name: "segment",
                    answer: "physical \(physical) \(cache) on MIPS (\(isCached ? "KSEG0" : "KSEG1")) and SH "
                        + "(\(isCached ? "P1" : "P2")); on ARM and x86 the OEMAddressTable decides"),
            ]
        }
        guard processor.hasFixedSegments else {
            return [Fact(name: "row", answer: "no table was read, and \(processor.rawValue) has one")]
        }
        let names = processor.segmentNames
        return [
            Fact(
                name: "segment",
                answer:
                    "\(isCached ? names.cached : names.uncached) of \(processor.rawValue): physical \(physical), \(cache)"
            )
        ]
    }

    private func segmentFacts(ofPhysical address: PhysicalAddress) -> [Fact] {
        guard let processor = subject.map.processor, processor.hasFixedSegments else {
            return [Fact(name: "static map", answer: "no table was read")]
        }
        guard address.rawValue <= StaticWindow.mask else {
            return [Fact(name: "static map", answer: "above 512 MB: no fixed segment reaches it")]
        }
        let names = processor.segmentNames
        return [
            Fact(name: names.cached, answer: "0x" + hexadecimal(address.rawValue | StaticWindow.base.rawValue)),
            Fact(name: names.uncached, answer: "0x" + hexadecimal(address.rawValue | 0xA000_0000)),
        ]
    }

    // MARK: Images

    /// What lies at an address in the images: their RAM, their modules.
    private func imageFacts(_ address: VirtualAddress) -> [Fact] {
        let value = UInt64(address.rawValue)
        var facts: [Fact] = []
        for image in subject.map.images where image.format != .executable {
            if image.placedExtent.contains(value) {
                facts.append(Fact(name: "image", answer: "\(extentText(image.placedExtent)), \(image.location.file)"))
                if let module = image.modules.first(where: { $0.stores(value) })
                    ?? image.modules.first(where: { $0.runs(at: value) })
                {
                    facts.append(Fact(name: "module", answer: module.name))
                }
            }
            guard let header = image.header, header.ramExtent.contains(value) else { continue }
            let part =
                value < UInt64(header.ramFree.rawValue)
                ? "the kernel's data, ulRAMStart-ulRAMFree" : "the page pool, ulRAMFree-ulRAMEnd"
            facts.append(
                Fact(name: "image's RAM", answer: "\(extentText(header.ramExtent)): \(part), \(image.location.file)"))
        }
        return facts
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
