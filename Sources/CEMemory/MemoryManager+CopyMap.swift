package import GuestAddress
import MachineTerms

extension MemoryManager {
    /// What a copy-map shows.
    package enum CopySource {
        /// PAGE_PHYSICAL: the address shifted right by 8.
        case physical(shifted: UInt32)
        /// Committed memory of an address space.
        case memory(UInt32, AddressSpace)
    }

    /// VirtualCopyEx: makes reserved pages show the pages of `source`. Takes page tables and nothing else.
    /// - Throws: ERROR_INVALID_PARAMETER for every refusal, a lack of page tables included.
    package func copyMap(
        in space: AddressSpace, at address: UInt32, from source: CopySource, size: UInt32, protection flags: UInt32,
        site: CallSite
    ) throws(CEError) {
        let protection = try checkedProtection(flags & ~Protection.physical)
        let (reservation, wanted) = try run(address, size, in: space)
        guard reservation.purpose == .virtual || reservation.purpose == .reflected else {
            throw refuse(.otherUse(VirtualAddress(address), reservation, owner: space.owner))
        }
        guard !reservation.isAnyCommitted(wanted) else {
            throw refuse(.committed(firstCommitted(wanted, of: reservation), reservation))
        }
        let run = truncated(wanted, at: address)
        let start = self.address(run.lowerBound, of: reservation)
        switch source {
        case .physical(let shifted):
            // One run, without a list of its parts: what drivers ask for.
            let first = try physicalStart(shifted, at: address, pages: wanted.count)
            guard !run.isEmpty else { return }
            guard space.tables.prepare(start, pages: run.count, site: site) else { throw refuse(.noPageTables) }
            map(start, pages: run.count, at: first, protection, in: space)
            reservation.insert(
                .init(first: run.lowerBound, count: run.count, content: .physical(first), protection: protection))
            tell(reservation, address, size, first, run, flags, space, site)
        case .memory(let sourceAddress, let sourceSpace):
            var segments = try segments(of: sourceAddress, sourceSpace, at: address, run: wanted, protection)
            guard !run.isEmpty else { return }
            if run != wanted {
                segments = segments.filter { $0.first < run.upperBound }.map {
                    $0.part($0.first..<min($0.end, run.upperBound))
                }
            }
            guard space.tables.prepare(start, pages: run.count, site: site) else { throw refuse(.noPageTables) }
            for segment in segments {
                let virtual = self.address(segment.first, of: reservation)
                switch segment.content {
                case .physical(let first):
                    map(virtual, pages: segment.count, at: first, protection, in: space)
                case .counted:
                    let offset = UInt32(segment.first - run.lowerBound) &* Self.pageSize
                    shareCounted(
                        VirtualAddress(sourceAddress & ~Self.pageMask &+ offset), of: sourceSpace,
                        pages: segment.count, at: virtual, protection, in: space)
                }
                reservation.insert(segment)
            }
            tellOfAliases(of: sourceAddress, sourceSpace, segments, protection, size)
            var only: PhysicalAddress?
            if segments.count == 1, case .physical(let first) = segments[0].content { only = first }
            tell(reservation, address, size, only, run, flags, space, site)
        }
    }

    /// Where a copy-map by physical address begins.
    private func physicalStart(
        _ shifted: UInt32, at address: UInt32, pages: Int
    ) throws(CEError) -> PhysicalAddress {
        // CE shifts in 32 bits and looks at nothing: an address that was not divided by 256 loses its upper
        // bits and leads elsewhere.
        let physical = shifted << 8
        let first = PhysicalAddress(physical & ~Self.pageMask)
        guard physical & Self.pageMask == address & Self.pageMask else {
            throw refuse(.offsets(source: physical, destination: address))
        }
        guard AddressRange(base: first, size: UInt64(pages) * 4096) != nil else {
            throw refuse(.pastPhysicalEnd(first, size: UInt64(pages) * 4096))
        }
        return first
    }

    /// What an injected truncation leaves of a run.
    private func truncated(_ run: Range<Int>, at address: UInt32) -> Range<Int> {
        guard let limit = copyMapLimit else { return run }
        guard limit > 0 else { return run.lowerBound..<run.lowerBound }
        let bytes = UInt64(address & Self.pageMask) + UInt64(limit)
        return run.lowerBound..<min(run.upperBound, run.lowerBound + Int((bytes + 4095) / 4096))
    }

    private func segments(
        of sourceAddress: UInt32, _ sourceSpace: AddressSpace, at address: UInt32, run: Range<Int>,
        _ protection: Protection
    ) throws(CEError) -> [Reservation.Segment] {
        guard sourceAddress & Self.pageMask == address & Self.pageMask else {
            throw refuse(.offsets(source: sourceAddress, destination: address))
        }
        let base = VirtualAddress(sourceAddress & ~Self.pageMask)
        if sourceSpace.isKernel, sourceSpace.reservation(at: base) == nil {
            return try staticSegments(base, run, protection)
        }
        return try sharedSegments(base, sourceSpace, run, protection)
    }

    /// A source inside the static map: the physical addresses behind its sections, run by run, without references.
    private func staticSegments(
        _ source: VirtualAddress, _ run: Range<Int>, _ protection: Protection
    ) throws(CEError) -> [Reservation.Segment] {
        var segments: [Reservation.Segment] = []
        var page = run.lowerBound
        var virtual = source
        while page < run.upperBound {
            guard let physical = staticPhysical(virtual) else {
                throw refuse(.noSource(virtual, owner: kernelSpace.owner))
            }
            let toSectionEnd = Int((0x10_0000 - virtual.rawValue & 0xF_FFFF) / Self.pageSize)
            let count = min(run.upperBound - page, physical.isSection ? toSectionEnd : 1)
            if let last = segments.last, case .physical(let start) = last.content,
                UInt64(start.rawValue) + UInt64(last.count) * 4096 == UInt64(physical.address.rawValue)
            {
                segments[segments.count - 1].count += count
            } else {
                segments.append(
                    .init(first: page, count: count, content: .physical(physical.address), protection: protection))
            }
            page += count
            let (next, overflow) = virtual.rawValue.addingReportingOverflow(UInt32(count) &* Self.pageSize)
            guard !overflow || page == run.upperBound else {
                throw refuse(.noSource(virtual, owner: kernelSpace.owner))
            }
            virtual = VirtualAddress(next)
        }
        return segments
    }

    /// The physical page of an address of the kernel's half that no reservation covers, from the descriptors themselves.
    package func staticPhysical(_ virtual: VirtualAddress) -> (address: PhysicalAddress, isSection: Bool)? {
        guard kernelSpace.covers(virtual) else { return nil }
        let word = kernelSpace.tables.firstLevelWord(at: virtual)
        switch word & 3 {
        case 2: return (PhysicalAddress(word & 0xFFF0_0000 | virtual.rawValue & 0xF_F000), true)
        case 1:
            let entry = kernelSpace.tables.entry(at: virtual)
            return entry & 3 == 0 ? nil : (PhysicalAddress(entry & ~Self.pageMask), false)
        default: return nil
        }
    }

    /// A source that was committed or copy-mapped: the same pages, counted where the source counts them.
    private func sharedSegments(
        _ source: VirtualAddress, _ space: AddressSpace, _ run: Range<Int>, _ protection: Protection
    ) throws(CEError) -> [Reservation.Segment] {
        guard space.reservation(at: source) != nil else { throw refuse(.noSource(source, owner: space.owner)) }
        let (origin, pages) = try self.run(source.rawValue, UInt32(run.count) &* Self.pageSize, in: space)
        guard origin.isAllCommitted(pages) else { throw refuse(.notCommitted(firstGap(pages, of: origin), origin)) }
        var segments: [Reservation.Segment] = []
        for segment in origin.segments where segment.end > pages.lowerBound && segment.first < pages.upperBound {
            let part = segment.part(max(segment.first, pages.lowerBound)..<min(segment.end, pages.upperBound))
            segments.append(
                .init(
                    first: part.first - pages.lowerBound + run.lowerBound, count: part.count, content: part.content,
                    protection: protection))
        }
        return segments
    }

    private func shareCounted(
        _ source: VirtualAddress, of space: AddressSpace, pages: Int, at virtual: VirtualAddress,
        _ protection: Protection,
        in target: AddressSpace
    ) {
        let template = template(protection, kernel: target.isKernel)
        for page in 0..<pages {
            let offset = UInt32(page) &* Self.pageSize
            let frame = PhysicalAddress(space.tables.entry(at: source.wrappingAdding(offset)) & ~Self.pageMask)
            _ = pool.retain(frame)
            target.tables.fill(virtual.wrappingAdding(offset), pages: 1, first: frame.rawValue | template)
        }
    }

    /// Tells of pages of the pool that get a mapping with other attributes.
    private func tellOfAliases(
        of address: UInt32, _ space: AddressSpace, _ segments: [Reservation.Segment], _ protection: Protection,
        _ size: UInt32
    ) {
        guard physical.listening.contains(.mappings), segments.contains(where: { $0.content == .counted }),
            let origin = space.reservation(at: VirtualAddress(address)),
            let segment = origin.segment(containing: Int((address &- origin.base.rawValue) / Self.pageSize)),
            segment.protection.isCached != protection.isCached
        else { return }
        physical.tell(
            .mappings,
            .exposed(
                ExposedPages(
                    reservation: origin, space: space, address: address, size: size,
                    mayBeCached: segment.protection.isCached)))
    }

    /// - Parameter start: where the mapping leads, when that is one run of physical addresses.
    private func tell(
        _ reservation: Reservation, _ asked: UInt32, _ size: UInt32, _ start: PhysicalAddress?, _ run: Range<Int>,
        _ flags: UInt32, _ space: AddressSpace, _ site: CallSite
    ) {
        let bytes = UInt64(run.count) * 4096
        physical.tell(
            NewMapping(
                reservation: reservation, space: space,
                kind: flags & Protection.physical != 0 ? .physical : .copied, address: asked, size: size,
                range: AddressRange(base: address(run.lowerBound, of: reservation), clampedSize: bytes),
                physical: start.flatMap { AddressRange(base: $0, size: bytes) }, protection: flags, site: site))
    }
}
