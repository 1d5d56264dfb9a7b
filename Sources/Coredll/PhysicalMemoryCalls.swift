import CEKernel
import CEMemory
import GuestAddress

/// Calls that hand out or map physical memory by its address.
let physicalMemoryCalls: [KernelCall] = [
    KernelCall(
        "AllocPhysMem", .full, "cbSize fdwProtect dwAlignmentMask dwFlags pPhysicalAddress", source: "ee482808",
        for: .kernel, returns: .address
    ) {
        (kernel, call, size: UInt32, protection: ProtectionFlags, mask: Word, flags: Word, physical: VirtualAddress)
            throws(CallStop) in
        guard call.thread.current.isKernel else { throw .error(.invalidParameter) }
        guard flags.rawValue == 0 else {
            throw .error(
                kernel.refuse(
                    "flags", "dwFlags is 0x\(hexadecimal(flags.rawValue)), and it is reserved: it has to be 0"))
        }
        return try kernel.allocatePhysical(call, size, protection, mask: mask.rawValue, to: physical.rawValue)
    },
    KernelCall("FreePhysMem", .full, "lpvAddress", source: "ee482808", for: .kernel, returns: .boolean) {
        (kernel, call, address: VirtualAddress) throws(CallStop) in
        try kernel.requireKernel(call)
        return try kernel.virtualFree(call, kernel.processes.nk, address.rawValue, 0, MemoryFlags.release)
    },
    KernelCall(
        "CreateStaticMapping", .full, "dwPhysBase dwSize", source: "aa908970", for: .drivers, returns: .address
    ) { (kernel, call, shifted: Word, size: UInt32) throws(CallStop) in
        try kernel.requireDriver(call)
        return .value(try kernel.createStaticMapping(shifted.rawValue, size, call).rawValue)
    },
    KernelCall(
        "NKCreateStaticMapping", .full, "dwPhysBase dwSize", source: "ee479184", for: .kernel, returns: .address
    ) { (kernel, call, shifted: Word, size: UInt32) throws(CallStop) in
        try kernel.requireKernel(call)
        return .value(try kernel.createStaticMapping(shifted.rawValue, size, call).rawValue)
    },
    // It returns TRUE and does not give the address space back, as CE does.
    KernelCall(
        "DeleteStaticMapping", .full, "pVirtAddr dwSize", source: "ee479184", for: .drivers, returns: .boolean
    ) { (kernel, call, _: Unread<VirtualAddress>, _: Unread<UInt32>) throws(CallStop) in
        try kernel.requireDriver(call)
        return .value(1)
    },
    KernelCall(
        "MmMapIoSpace", .full, "PhysicalAddress NumberOfBytes CacheEnable", library: .ceddk, source: "ee481674",
        for: .drivers, returns: .address
    ) { (kernel, call, physical: WidePhysicalAddress, size: UInt32, cached: ByteBoolean) throws(CallStop) in
        try kernel.requireDriver(call)
        guard physical.high == 0 else {
            throw .error(
                kernel.refuse(
                    "high-part",
                    "HighPart of PhysicalAddress is 0x\(hexadecimal(physical.high)), and no physical address is beyond "
                        + "4 GB: set it to 0"))
        }
        return .value(try kernel.mapIOSpace(call, PhysicalAddress(physical.low), size: size, cached: cached.isTrue))
    },
    KernelCall(
        "MmUnmapIoSpace", .full, "BaseAddress NumberOfBytes", library: .ceddk, source: "ee481674", for: .drivers,
        returns: .none
    ) { (kernel, call, address: VirtualAddress, _: Unread<UInt32>) throws(CallStop) in
        try kernel.requireDriver(call)
        return try kernel.virtualFree(call, call.thread.current, address.page.rawValue, 0, MemoryFlags.release)
    },
]

extension Kernel {
    /// AllocPhysMem: adjacent zeroed pages of the pool, mapped uncached in the kernel.
    /// - Parameters:
    ///   - mask: bits that the physical address must not have.
    ///   - physicalPointer: where the physical address goes.
    func allocatePhysical(
        _ call: borrowing Invocation, _ size: UInt32, _ protection: ProtectionFlags, mask: UInt32,
        to physicalPointer: UInt32
    ) throws(CallStop) -> CallResult {
        guard size > 0, size < 0x8000_0000 else { throw .error(memory.refuse(.size(size))) }
        guard physicalPointer != 0 else { throw .error(refuse(null: "pPhysicalAddress")) }
        let requested = try checked { () throws(CEError) in
            do throws(CEError) { return try Protection(protection.rawValue) } catch {
                throw memory.refuse(.protection(protection.rawValue), error)
            }
        }
        let protection: Protection = requested.isWritable ? .uncachedPages : requested.uncached
        try call.access { view throws(GuestFault) in try view.probe(physicalPointer, 4, .write) }
        let (base, frame) = try allocateAdjacent(size, protection, mask: mask, releasedBy: .freePhysMem, call)
        try call.access { view throws(GuestFault) in try view.setWord(frame.rawValue, physicalPointer) }
        return .value(base.rawValue)
    }

    /// Adjacent zeroed pages of the pool, mapped in the kernel.
    /// - Parameter mask: bits that the physical address must not have.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    func allocateAdjacent(
        _ size: UInt32, _ protection: Protection, mask: UInt32, releasedBy: ReleaseCall,
        _ call: borrowing Invocation
    ) throws(CallStop) -> (base: VirtualAddress, frame: PhysicalAddress) {
        let pages = Int((UInt64(size) + 4095) / 4096)
        let site = site(call)
        let (base, frame) = try checked { () throws(CEError) in
            let reservation = try memory.reserve(
                in: processes.nk.space, at: 0, size: size, releasedBy: releasedBy, site: site)
            guard
                let frame = memory.pool.allocateContiguous(
                    pages, mask: mask, purpose: .committed, owner: processes.nk.number, site: site)
            else {
                processes.nk.space.remove(reservation)
                throw memory.refuse(.notAdjacent(pages: pages, mask: mask), .notEnoughMemory)
            }
            guard memory.mapCounted(reservation, at: frame, protection, in: processes.nk.space) else {
                for page in 0..<pages { memory.pool.release(frame.wrappingAdding(UInt32(page) &* 4096)) }
                processes.nk.space.remove(reservation)
                throw memory.refuse(.noPageTables, .notEnoughMemory)
            }
            return (reservation.base, frame)
        }
        if let reservation = processes.nk.space.reservation(at: base) {
            memory.physical.tell(
                .mappings,
                .exposed(
                    ExposedPages(
                        reservation: reservation, space: processes.nk.space, address: base.rawValue, size: size,
                        mayBeCached: false)))
        }
        return (base, frame)
    }

    /// CreateStaticMapping: an uncached, permanent address of physical memory. Inside the table the mirror's address
    /// serves; else an earlier mapping of the same place is used again, or the kernel takes new addresses. A user-mode
    /// driver gets its window in its own process.
    /// - Parameters:
    ///   - shifted: the physical address >> 8.
    ///   - size: bytes.
    func createStaticMapping(
        _ shifted: UInt32, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> VirtualAddress {
        guard size > 0, size < 0x8000_0000 else { throw .error(memory.refuse(.size(size))) }
        guard shifted <= 0xFF_FFFF, shifted & 0xF == 0 else { throw .error(memory.refuse(.notShifted(shifted))) }
        let (base, bytes) = (PhysicalAddress(shifted << 8), (UInt64(size) + 4095) & ~4095)
        guard let range = AddressRange(base: base, size: bytes) else {
            throw .error(memory.refuse(.pastPhysicalEnd(base, size: bytes)))
        }
        guard call.thread.current.isKernel || isBeforeCE6 else { return try createReflectedStaticMapping(call, range) }
        if let known = staticAddress(of: range) { return known }
        if let earlier = board.staticMappings.first(where: { $0.physical.contains(range) }) {
            return earlier.virtual.wrappingAdding(range.base.rawValue - earlier.physical.base.rawValue)
        }
        let site = site(call)
        let mapping = try checked { () throws(CEError) in
            try memory.mapStatically(range, in: processes.nk.space, purpose: .kernel, site: site)
        }
        doubt(.shifted(shifted), site, call.thread)
        board.staticMappings.append(mapping)
        return mapping.virtual
    }

    /// The uncached address that the static map has for a physical range: the device table's first in the new style,
    /// the mirror's in the classic one.
    func staticAddress(of range: AddressRange<PhysicalAddress>) -> VirtualAddress? {
        board.staticMap.uncachedAddress(of: range)
    }

    /// MmMapIoSpace: reserves, copy-maps, and keeps the offset in the page.
    func mapIOSpace(
        _ call: borrowing Invocation, _ address: PhysicalAddress, size: UInt32, cached: Bool
    ) throws(CallStop) -> UInt32 {
        let offset = address.rawValue & MemoryManager.pageMask
        let (bytes, overflow) = size.addingReportingOverflow(offset)
        guard size > 0, !overflow, bytes < 0x8000_0000 else { throw .error(memory.refuse(.size(size))) }
        let space = try spaceForPhysical(call, address, size: size)
        let site = site(call)
        let flags = Protection.readWrite | Protection.physical | (cached ? 0 : Protection.noCache)
        let mapped = try checked { () throws(CEError) in
            let reservation = try memory.reserve(in: space, at: 0, size: bytes, releasedBy: .unmapIOSpace, site: site)
            do throws(CEError) {
                try memory.copyMap(
                    in: space, at: reservation.base.rawValue,
                    from: .physical(shifted: (address.rawValue & ~0xFFF) >> 8),
                    size: bytes, protection: flags, site: site)
            } catch {
                memory.release(reservation, in: space, site: site)
                throw error
            }
            return reservation.base.rawValue + offset
        }
        tellOfMapping(mapped, in: space, by: site, call.thread.current)
        doubt(.bytes(address), site, call.thread)
        return mapped
    }
}
