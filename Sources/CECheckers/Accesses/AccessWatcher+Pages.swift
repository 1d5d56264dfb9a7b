import ARMMMU
import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// What is known of pages.
extension AccessWatcher {
    func facts(of address: UInt32, _ key: UInt32) -> PageFacts {
        var facts = PageFacts()
        facts.key = key
        guard let thread = kernel.scheduler.running else { return facts }
        let walk = Walker(thread.addressSpace.regime).walk(VirtualAddress(address & ~0xFFF), in: memory)
        guard let translation = walk.translation, memory.locate(translation.physical) != nil,
            let frame = frame(of: translation.physical.rawValue, exposing: false)
        else { return facts }
        facts.frame = Int32(frame)
        facts.isReadable = translation.fault(for: .read, privileged: isPrivileged) == nil
        facts.isWritable = translation.fault(for: .write, privileged: isPrivileged) == nil
        let attributes = translation.attributes
        facts.policy = attributes.cacheable ? (attributes.bufferable ? .writeBack : .writeThrough) : .uncached
        let space = address >= 0x8000_0000 ? kernel.processes.nk.space : thread.addressSpace.space
        guard let reservation = space.reservation(at: VirtualAddress(address)) else { return facts }
        facts.isDynamic = true
        let page = address & ~0xFFF
        for asked in asked[ReservationKey(reservation, in: space)] ?? []
        where asked.first & ~0xFFF <= page && page <= asked.last {
            facts.first = UInt16(asked.first > page ? asked.first - page : 0)
            facts.end = UInt16(min(4096, UInt64(asked.last) + 1 - UInt64(page)))
        }
        return facts
    }

    /// The number of a physical page that is looked at; nil of private pages of the pool.
    func frame(of page: UInt32, exposing: Bool) -> Int? {
        let isPooled = kernel.memory.pool.index(of: PhysicalAddress(page)) != nil
        if isPooled, !frames.isExposed(page) {
            guard exposing else { return nil }
            frames.expose(page)
        }
        guard let (number, isNew) = frames.number(of: page) else {
            pageListeners.first?.overran()
            return nil
        }
        if isNew {
            // A page of the pool was cleared when it was handed out.
            let isInitialised = isPooled || loaded.contains { $0.contains(PhysicalAddress(page)) }
            for listener in pageListeners { listener.taken(frame: number, isInitialised: isInitialised) }
        }
        return number
    }
}
