import CEKernel
import GuestAddress
import Unicorn

/// Says what waits are for, and who could end them.
struct WaitWakers {
    /// Processes that are told of one by one.
    private static let mostHolders = 4

    private let kernel: Kernel
    private let holders: [ObjectIdentifier: [HandleHolder]]
    /// Threads by process, and how many of them wait for something without end.
    private var threads: [UInt16: (all: Int, stuck: Int)] = [:]

    init(_ kernel: Kernel) {
        self.kernel = kernel
        holders = kernel.objects.handles.holders
        for thread in kernel.scheduler.threads {
            let isStuck = thread.state == .waiting(deadline: nil) || thread.state == .suspended
            for process in Set([thread.owner.number, thread.current.number]) {
                threads[process, default: (0, 0)].all += 1
                if isStuck { threads[process, default: (0, 0)].stuck += 1 }
            }
        }
    }

    /// What a wait is for.
    func targets(of wait: Wait) -> [String] {
        if let section = wait.section {
            return [kernel.name(of: section) + kernel.holding(of: section)]
        }
        return wait.objects.map(target)
    }

    private func target(_ object: any Waitable) -> String {
        switch object {
        case let event as Event:
            let source = event.sysintr.map { " of SYSINTR \($0)" } ?? ""
            let lost = event.lostPulse.map { ": PulseEvent at \(kernel.describe(place: $0)) came while nobody waited" }
            return (event.isManual ? "manual-reset event" : "event") + named(event.name) + source + handle(event)
                + (lost ?? "")
        case let mutex as Mutex:
            let owner =
                (mutex.owner as? Thread).map { ", which \(kernel.name(of: $0)) has" + kernel.taking(of: mutex, $0) }
                ?? ""
            return "mutex" + named(mutex.name) + handle(mutex) + owner
        case let semaphore as Semaphore:
            return "semaphore" + named(semaphore.name) + handle(semaphore)
                + ", whose count is \(semaphore.count) of \(semaphore.maximum)"
        case let thread as Thread: return "the end of \(kernel.name(of: thread))"
        case let process as Process: return "the end of \(kernel.distinctName(process))"
        case let side as MessageSide:
            let queue = "queue" + named(kernel.objects.names.queues.name(where: { $0.owns(side) })) + handle(side)
            return (side.isReader ? "a message in " : "room in ") + queue + ", which has \(side.fill)"
        default: return "an object"
        }
    }

    private func named(_ name: String?) -> String { name.map { " '\($0)'" } ?? "" }

    private func handle(_ object: any Waitable) -> String {
        holders[ObjectIdentifier(object)]?.first.map { " (handle 0x\(hexadecimal($0.handle)))" }
            ?? " (all handles of it are closed)"
    }

    /// Who could end a wait.
    func wakers(of wait: Wait, _ thread: Thread) -> [String] {
        if let section = wait.section {
            guard let owner = kernel.owner(of: section) else { return [kernel.formerOwner(of: section)] }
            return ["\(kernel.name(of: owner)), with LeaveCriticalSection"]
        }
        return wait.objects.flatMap { wakers(of: $0, thread) }
    }

    private func wakers(of object: any Waitable, _ thread: Thread) -> [String] {
        switch object {
        case let event as Event:
            if let sysintr = event.sysintr { return [interrupt(sysintr, event)] }
            return holders(of: object, "SetEvent", thread)
        case let mutex as Mutex:
            return [(mutex.owner as? Thread).map { "\(kernel.name(of: $0)), with ReleaseMutex" } ?? "nobody has it"]
        case is Semaphore: return holders(of: object, "ReleaseSemaphore", thread)
        case let other as Thread: return [kernel.name(of: other) + ", when it ends"]
        case let process as Process: return [kernel.distinctName(process) + ", when it ends"]
        case let side as MessageSide:
            return holders(of: object, side.isReader ? "WriteMsgQueue" : "ReadMsgQueue", thread)
        default: return []
        }
    }

    private func interrupt(_ sysintr: UInt32, _ event: Event) -> String {
        let number = kernel.interrupts.irq(of: sysintr)
        let irq = number.map(kernel.interruptSource) ?? "no IRQ"
        let late =
            number.map(kernel.interrupts.isStorm) == true
            ? ", which stays masked: it came without end, as its source was not quietened"
            : kernel.unansweredSince(event) == nil
                ? "" : ", which stays masked: InterruptDone was not called for the last one"
        return "\(irq), as SYSINTR \(sysintr)\(late)"
    }

    private func holders(of object: any Waitable, _ call: String, _ thread: Thread) -> [String] {
        let all = holders[ObjectIdentifier(object)] ?? []
        guard !all.isEmpty else { return ["nobody: all handles of it are closed"] }
        let told = all.prefix(Self.mostHolders).map { holder in
            let (count, stuck) = threads[holder.owner.number] ?? (0, 0)
            let rest =
                count == 0
                ? ", which has no thread"
                : count > stuck
                    ? ""
                    : count == 1
                        ? ", whose only thread waits for ever"
                        : ", whose \(count) threads all wait for ever"
            return "\(kernel.distinctName(holder.owner)) (handle 0x\(hexadecimal(holder.handle)))\(rest), with \(call)"
        }
        return told + (all.count > told.count ? ["\(all.count - told.count) more processes"] : []) + faulted(thread)
    }

    /// Threads of the waiting code's own image that a fault has ended: one of them may have been to end the wait.
    private func faulted(_ thread: Thread) -> [String] {
        guard let module = kernel.module(at: kernel.position(of: thread).pc, thread)?.module.name else { return [] }
        let ended = kernel.scheduler.ended.all.filter { $0.fault != nil && $0.module == module && $0.id != thread.id }
        return ended.suffix(Self.mostHolders).map {
            "no more by thread 0x\(hexadecimal($0.id)) of \($0.process), which the exception above ended at "
                + "\($0.fault ?? "")"
        }
    }
}
