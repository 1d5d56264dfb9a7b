import CEMemory
import GuestAddress
import Unicorn

/// What is left over when a driver is unloaded or a process ends.
extension Kernel {
    /// What a driver's code took in the process that it ran in and did not give back. Said when its image is gone:
    /// while another device needs it, what it has may still be in use.
    func reportLeaks(of module: Module) {
        guard module.references <= 0 else { return }
        observers.tell(.driverCalls, .driverUnloaded(module))
        let process = module.process
        func isOf(_ place: UInt32) -> Bool { module.range.contains(VirtualAddress(place)) }
        for reservation in process.space.reservations
        where reservation.purpose.isGuestMade && !reservation.isReportedLeak
            && isOf(reservation.creator.returnAddress)
        {
            reservation.isReportedLeak = true
            tell(Leak(process: module.name, reservation: reservation, reason: .driverUnload))
        }
        memory.physical.hostWork.look(at: objects.handles.count + process.holdings.count, each: 16)
        for left in objects.handles.takeLeft(in: process, where: { isOf($0.returnAddress) }) {
            tell(
                Leak(process: module.name, .handle(left.kind), of: left.site, count: left.count, reason: .driverUnload))
        }
        for (key, holding) in process.holdings.takeLeft(where: isOf) {
            tell(
                Leak(
                    process: module.name, subject(of: key, in: process), of: site(of: holding, in: process),
                    count: holding.count, reason: .driverUnload))
        }
    }

    private func tell(_ leak: Leak) { observers.tell(.leaks, .leaked(leak, isMistake: true)) }

    /// The handles that a process has not closed; its end closes them. What a process leaves that was torn from its
    /// work is no mistake of anybody's.
    func reportHandles(of process: Process) {
        guard !process.isTorn else { return }
        for left in objects.handles.takeLeft(in: process, where: { _ in true }) {
            tell(
                Leak(
                    process: process.name, .handle(left.kind), of: left.site, count: left.count, reason: .processExit,
                    isOwn: true))
        }
    }

    /// The memory in a process that nobody freed, and what drivers have locked of it. Of one that was torn from its
    /// work only what others have put there is told: it was theirs to take back.
    func reportReservations(of process: Process) {
        for reservation in process.space.reservations {
            if reservation.lockedPages > 0 { reportLock(of: reservation, in: process) }
            guard reservation.purpose.isGuestMade, !reservation.isReportedLeak else { continue }
            let isOwn = reservation.creator.process == process.id
            if isOwn, process.isTorn { continue }
            let leak = Leak(process: process.name, reservation: reservation, reason: .processExit, isOwn: isOwn)
            observers.tell(.leaks, .leaked(leak, isMistake: !process.isTorn))
        }
    }

    private func reportLock(of reservation: Reservation, in process: Process) {
        let key = Holdings.Key(kind: .lockedPages, space: process.space.owner, address: reservation.base.rawValue)
        for holding in processes.nk.holdings.remove(key) {
            tell(
                Leak(
                    process: process.name, .held(.lockedPages), of: site(of: holding, in: processes.nk),
                    count: holding.count, reason: .processExit))
        }
    }

    // MARK: Things that are held

    /// What a thing is in a report.
    func subject(of key: Holdings.Key, in process: Process) -> Leak.Subject {
        guard key.kind == .heapBlock else { return .held(key.kind) }
        let size =
            process.heap.size(of: key.address)
            ?? process.heap.children.values.lazy.compactMap { $0.size(of: key.address) }.first
        return .heapBlock(bytes: UInt64(size ?? 0))
    }

    /// The call that took a thing.
    func site(of holding: Holdings.Holding, in process: Process) -> CallSite {
        let calls = calling.table.calls
        var site = CallSite(
            function: calls.indices.contains(holding.function) ? calls[holding.function].name : "a call",
            returnAddress: holding.place, process: process.id, instructions: engine.instructions)
        site.occasion = holding.occasion.rawValue
        return site
    }
}
