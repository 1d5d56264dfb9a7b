package import CEKernel
package import CEMemory
package import SavedState
import Unicorn

/// A thread of a run, and what it has done.
package struct ThreadSummary: Codable, Hashable, Sendable {
    package var id: UInt32
    package var process: String
    /// Where it began, `cam.dll+0x1234`, or what it is.
    package var name: String
    package var priority: Int
    package var activity: ThreadActivity
}

/// Who was at work when, from the first interrupt on: of a machine without interrupts nothing is kept.
package final class ActivityRecord: MachineObserver, SavedPart {
    private static let mostLanes = 64
    private static let mostThreads = 256
    /// Threads change at every call; devices move their data in parts.
    private static let threadPause: UInt64 = 2_000
    private static let devicePause: UInt64 = 200_000

    package let events: MachineEvents = [.interrupts, .switches, .ends]
    package let memoryEvents: MemoryEvents = .transfers
    private unowned let kernel: Kernel
    private(set) var lanes: [ActivityLane] = []
    private var ended: [ThreadSummary] = []
    private var names: [UInt32: String] = [:]
    /// When each IRQ came that is not done.
    private var open: [UInt32: UInt64] = [:]
    private var hasBegun = false

    init(_ kernel: Kernel) { self.kernel = kernel }

    package func observe(_ event: MachineEvent) {
        switch event {
        case .interruptCame(let irq):
            hasBegun = true
            open[irq] = kernel.engine.instructions
        case .interruptDone(let irq):
            guard let came = open.removeValue(forKey: irq) else { return }
            add(.interrupt, "IRQ \(irq)", from: came, pause: 0)
        case .threadRan(let thread, let since):
            guard hasBegun else { return }
            add(.thread, name(of: thread), from: since, pause: Self.threadPause)
        case .threadEnded(let thread):
            if hasBegun, ended.count < Self.mostThreads { ended.append(summary(of: thread)) }
        default: break
        }
    }

    package func observe(_ event: MemoryEvent) {
        if case .transferred(let device, _, _, _) = event {
            add(.device, device, from: kernel.engine.instructions, pause: Self.devicePause)
        }
    }

    /// The threads of the run, those that have ended first.
    var threads: [ThreadSummary] {
        guard hasBegun else { return [] }
        return ended + kernel.scheduler.threads.prefix(Self.mostThreads).map(summary)
    }

    private func add(_ kind: ActivityLane.Kind, _ name: String, from start: UInt64, pause: UInt64) {
        let place: Int
        if let found = lanes.firstIndex(where: { $0.kind == kind && $0.name == name }) {
            place = found
        } else {
            guard lanes.count < Self.mostLanes else { return }
            lanes.append(ActivityLane(kind, name, pause: pause))
            place = lanes.count - 1
        }
        lanes[place].add(from: start, to: kernel.engine.instructions)
    }

    private func summary(of thread: Thread) -> ThreadSummary {
        ThreadSummary(
            id: thread.id, process: thread.owner.name, name: name(of: thread), priority: thread.ownPriority,
            activity: thread.activity)
    }

    private func name(of thread: Thread) -> String {
        if let known = names[thread.id] { return known }
        let name = "\(kernel.startPlace(of: thread)), thread \(thread.owner.name) \(thread.id)"
        if names.count < Self.mostThreads { names[thread.id] = name }
        return name
    }

    package static let hostProperties: Set<String> = ["events", "memoryEvents", "kernel"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&lanes)
        try state.carry(&ended)
        try state.carry(&names)
        try state.carry(&open)
        try state.carry(&hasBegun)
    }
}
