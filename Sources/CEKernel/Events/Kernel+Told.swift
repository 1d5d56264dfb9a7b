package import CEMemory
import GuestAddress

extension Kernel {
    /// Tells of each physical run of a mapping that a call has just made.
    /// - Parameter address: anywhere in the mapping.
    package func tellOfMapping(_ address: UInt32, in space: AddressSpace, by site: CallSite, _ process: Process) {
        guard observers.events.contains(.mappings), let reservation = space.reservation(at: VirtualAddress(address))
        else { return }
        for segment in reservation.segments {
            guard case .physical(let first) = segment.content else { continue }
            observers.tell(
                .mappings,
                .rangeMapped(
                    MappedRange(
                        range: AddressRange(base: first, clampedSize: UInt64(segment.count) * 4096),
                        isCached: segment.protection.isCached, isWritable: segment.protection.isWritable, space: space,
                        process: process, site: site)))
        }
    }

    /// Tells of a change of pages that stay reserved.
    /// - Parameters:
    ///   - size: bytes.
    ///   - isCached: whether they go through the cache now, when their protection does not say it.
    package func tellOfChange(
        _ address: UInt32, _ size: UInt32, in space: AddressSpace, isCached: Bool? = nil, by site: CallSite
    ) {
        guard observers.events.contains(.mappings), let reservation = space.reservation(at: VirtualAddress(address))
        else { return }
        let first = VirtualAddress(address).page
        let bytes = GuestPage.roundedUp(UInt64(size) + UInt64(address - first.rawValue)) ?? 0
        guard let range = AddressRange(base: first, clampedSize: bytes).intersection(reservation.range) else { return }
        observers.tell(
            .mappings,
            .mappingChanged(
                MappingChange(reservation: reservation, space: space, range: range, isCached: isCached, site: site)))
    }

    /// Tells of a flush of the data cache.
    /// - Parameters:
    ///   - size: bytes; 0 with an address of 0 is the whole cache.
    ///   - flags: what CacheRangeFlush takes.
    package func tellOfFlush(_ address: UInt32, _ size: UInt32, flags: UInt32, _ call: borrowing Invocation) {
        let view = call.memory
        observers.tell(
            .cacheFlushes, .cacheFlushed(CacheFlush(address: address, size: size, flags: flags, view: view)))
    }
}
