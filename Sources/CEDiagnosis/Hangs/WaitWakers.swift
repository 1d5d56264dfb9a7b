import CEKernel
import GuestAddress

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
            return ["critical section 0x\(hexadecimal(section.address))" + inside(kernel.owner(of: section))]
        }
        return wait.objects.map(target)
    }

    private func inside(_ thread: Thread?) -> String { thread.map { ", which \(kernel.name(of: $0)) is in" } ?? "" }

    private func target(_ object: any Waitable) -> String {
        switch object {
        case let event as Event:
            let source = event.sysintr.map { " of SYSINTR \($0)" } ?? ""
            return (event.isManual ? "manual-reset event" : "event") + named(event.name) + source + handle(event)
        case let mutex as Mutex:
            let owner = (mutex.owner as? Thread).map { ", which \(kernel.name(of: $0)) has" } ?? ""
            return "mutex" + named(mutex.name) + handle(mutex) + owner
        case let semaphore as Semaphore: return "semaphore" + named(semaphore.name) + handle(semaphore)
        case let thread as Thread: return "the end of \(kernel.name(of: thread))"
        case let process as Process: return "the end of \(process.name)"
        case let side as MessageSide: return (side.isReader ? "a message in a queue" : "room in a queue") + handle(side)
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
            guard let owner = kernel.owner(of: section) else { return ["nobody: no thread is in it any more"] }
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
        case let process as Process: return [process.name + ", when it ends"]
        case let side as MessageSide:
            return holders(of: object, side.isReader ? "WriteMsgQueue" : "ReadMsgQueue", thread)
        default: return []
        }
    }

    private func interrupt(_ sysintr: UInt32, _ event: Event) -> String {
        let irq = kernel.interrupts.irq(of: sysintr).map { "IRQ \($0)" } ?? "no IRQ"
        let late =
            kernel.unansweredSince(event) == nil
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
            return "\(holder.owner.name) (handle 0x\(hexadecimal(holder.handle)))\(rest), with \(call)"
        }
        return told + (all.count > told.count ? ["\(all.count - told.count) more processes"] : [])
    }
}
