public import GuestAddress

/// Translates virtual addresses as the core does, from the words in physical memory.
///
/// It keeps nothing between calls: a change of a table or register shows at once, as after a TLB invalidation.
public struct Walker: Hashable, Sendable {
    /// The registers of the address space.
    public var regime: TranslationRegime

    @inlinable
    public init(_ regime: TranslationRegime) { self.regime = regime }

    /// Reads every descriptor that decides about an address.
    @inlinable
    public func walk<Memory: WordMemory & ~Copyable>(_ virtual: VirtualAddress, in memory: borrowing Memory) -> Walk {
        guard let firstAddress = firstLevelAddress(of: virtual) else {
            return Walk(virtual: virtual, first: nil, second: nil, outcome: .fault(.translation, .section, domain: 0))
        }
        guard let firstValue = memory.word(at: firstAddress) else {
            let step = WalkStep(address: firstAddress, value: nil, descriptor: .invalid)
            return Walk(
                virtual: virtual, first: step, second: nil, outcome: .fault(.externalOnWalk, .section, domain: 0))
        }
        let descriptor = Descriptor(firstLevel: firstValue, rules: regime.rules)
        let first = WalkStep(address: firstAddress, value: firstValue, descriptor: descriptor)
        let table: TableReference
        let secondAddress: PhysicalAddress
        switch descriptor {
        case .invalid, .reserved:
            return Walk(virtual: virtual, first: first, second: nil, outcome: .fault(.translation, .section, domain: 0))
        case .page(let page):
            let translation = Translation(page, of: virtual, level: .section, domain: page.domain ?? 0, regime: regime)
            return Walk(virtual: virtual, first: first, second: nil, outcome: .success(translation))
        case .coarseTable(let reference):
            table = reference
            secondAddress = Self.coarseAddress(of: virtual, in: reference)
        case .fineTable(let reference):
            table = reference
            secondAddress = Self.fineAddress(of: virtual, in: reference)
        }
        return secondLevel(of: virtual, first: first, table: table, at: secondAddress, in: memory)
    }

    @inlinable
    func secondLevel<Memory: WordMemory & ~Copyable>(
        of virtual: VirtualAddress, first: WalkStep, table: TableReference, at address: PhysicalAddress,
        in memory: borrowing Memory
    ) -> Walk {
        guard let value = memory.word(at: address) else {
            let step = WalkStep(address: address, value: nil, descriptor: .invalid)
            let outcome = Walk.Outcome.fault(.externalOnWalk, .page, domain: table.domain)
            return Walk(virtual: virtual, first: first, second: step, outcome: outcome)
        }
        let descriptor: Descriptor
        if case .fineTable = first.descriptor {
            descriptor = Descriptor(fine: value, at: virtual, rules: regime.rules)
        } else {
            descriptor = Descriptor(coarse: value, at: virtual, rules: regime.rules)
        }
        let second = WalkStep(address: address, value: value, descriptor: descriptor)
        guard case .page(var page) = descriptor else {
            let outcome = Walk.Outcome.fault(.translation, .page, domain: table.domain)
            return Walk(virtual: virtual, first: first, second: second, outcome: outcome)
        }
        page.privilegedExecuteNever = table.privilegedExecuteNever
        let translation = Translation(page, of: virtual, level: .page, domain: table.domain, regime: regime)
        return Walk(virtual: virtual, first: first, second: second, outcome: .success(translation))
    }

    /// Translates one address for one access.
    /// - Parameters:
    ///   - virtual: the address.
    ///   - access: what is to be done there.
    ///   - privileged: false in USR mode, and for LDRT and STRT.
    ///   - memory: where the tables are.
    @inlinable
    public func translate<Memory: WordMemory & ~Copyable>(
        _ virtual: VirtualAddress, for access: AccessKind, privileged: Bool, in memory: borrowing Memory
    ) -> Result<PhysicalAddress, Fault> {
        switch walk(virtual, in: memory).outcome {
        case .fault(let kind, let level, let domain):
            return .failure(Fault(kind: kind, level: level, domain: domain, access: access))
        case .success(let translation):
            if let fault = translation.fault(for: access, privileged: privileged) { return .failure(fault) }
            return .success(translation.physical)
        }
    }

    /// Translates one address and says how far the answer holds: for loops that copy page by page.
    /// - Returns: nil when the access faults; `translate` says why.
    @inlinable
    public func translatePage<Memory: WordMemory & ~Copyable>(
        _ virtual: VirtualAddress, for access: AccessKind, privileged: Bool, in memory: borrowing Memory
    ) -> PageTranslation? {
        guard case .success(let translation) = walk(virtual, in: memory).outcome,
            translation.fault(for: access, privileged: privileged) == nil
        else { return nil }
        let granule = translation.page.permissionGranule
        return PageTranslation(
            physical: translation.physical, length: granule &- virtual.rawValue & (granule &- 1))
    }

    /// Where the first-level descriptor of an address stands, nil when TTBCR disables the walk.
    @inlinable
    public func firstLevelAddress(of virtual: VirtualAddress) -> PhysicalAddress? {
        let n = regime.ttbcrN
        if n != 0, virtual.rawValue >> (32 &- n) != 0 {
            guard regime.ttbcr & Self.walkDisabled1 == 0 else { return nil }
            return PhysicalAddress(regime.ttbr1 & ~(FirstLevelTable.bytes &- 1) | (virtual.rawValue >> 20) << 2)
        }
        guard regime.ttbcr & Self.walkDisabled0 == 0 else { return nil }
        return PhysicalAddress(regime.ttbr0 & ~(FirstLevelTable.bytes(ttbcrN: n) &- 1) | (virtual.rawValue >> 20) << 2)
    }

    /// Where the descriptor of an address stands in its coarse table.
    @inlinable
    static func coarseAddress(of virtual: VirtualAddress, in table: TableReference) -> PhysicalAddress {
        PhysicalAddress(table.base.rawValue | (virtual.rawValue >> 10) & 0x3FC)
    }

    /// Where the descriptor of an address stands in its fine table: one entry for each 1 KB.
    @inlinable
    static func fineAddress(of virtual: VirtualAddress, in table: TableReference) -> PhysicalAddress {
        PhysicalAddress(table.base.rawValue | (virtual.rawValue >> 8) & 0xFFC)
    }

    // TTBCR.PD0 and PD1.
    @usableFromInline static let walkDisabled0: UInt32 = 0x10
    @usableFromInline static let walkDisabled1: UInt32 = 0x20
}
