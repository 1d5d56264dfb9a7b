import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState

extension Checker {
    static let racingBuffers = Checker(
        id: "CE0848", name: "racing-buffers", title: "a buffer that another thread uses while a driver works with it",
        explanation:
            "While a driver works for one thread of an application, another thread of it writes the input buffer of "
            + "that call, or reads or writes its output buffer. What the driver gets, or the other thread, depends on "
            + "who comes first. Two threads that share one buffer for their calls do so as well. A user-mode driver "
            + "has copies of small buffers: there the caller's own bytes are overwritten at the end of the call.",
        example: Example(
            bad: "static REQUEST request;   // filled by every thread before its DeviceIoControl",
            good: "REQUEST request;          // on each thread's stack"),
        isForVerification: true,
        make: { RacingBufferChecker($0) })
}

/// Reports accesses to the buffers of calls by other threads than the caller's.
final class RacingBufferChecker: AccessChecker {
    private struct Window: Codable {
        let work: DriverWork
        let thread: UInt32
        /// The caller's address space, by process id.
        let space: UInt32

        /// Those that are the caller's own.
        var buffers: [GuestBuffer] {
            [work.input, work.output].filter { CallerTracker.isUserRange($0.address, $0.size) }
        }
    }

    private static let mostWindows = 256
    private var windows: [Window] = []
    private var lowest = UInt32.max
    private var highest: UInt32 = 0

    init(_ setup: CheckerSetup) {
        super.init(.racingBuffers, setup, [.driverCalls, .ends])
        watcher.tellRanges(to: self)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .driverCalled(let work, let thread):
            guard !thread.current.isKernel, windows.count < Self.mostWindows else { return }
            windows.append(Window(work: work, thread: thread.id, space: thread.addressSpace.id))
            changed()
        case .driverReturned(let work, _, let thread):
            guard
                let index = windows.lastIndex(where: { $0.thread == thread.id && $0.work.device === work.device })
            else { return }
            remove(index)
        case .threadEnded(let thread):
            while let index = windows.lastIndex(where: { $0.thread == thread.id }) { remove(index) }
        default: break
        }
    }

    // MARK: What is watched

    private func remove(_ index: Int) {
        watch(windows[index], false)
        windows.remove(at: index)
        changed()
    }

    private func changed() {
        watcher.settle()
        (lowest, highest) = (.max, 0)
        for window in windows {
            watch(window, true)
            for buffer in window.buffers {
                lowest = min(lowest, buffer.address)
                highest = max(highest, buffer.address &+ (buffer.size &- 1))
            }
        }
    }

    private func watch(_ window: Window, _ isWatched: Bool) {
        guard let process = kernel.processes.all.last(where: { $0.id == window.space }), process.isAlive else { return }
        for buffer in window.buffers {
            watcher.set(
                AccessWatcher.Reason.race, isWatched, from: buffer.address,
                through: buffer.address + (buffer.size - 1), in: process.space)
        }
    }

    override func minds(_ page: UInt32) -> Bool { page <= highest && UInt64(page) + 4096 > UInt64(lowest) }

    // MARK: Accesses

    override func touched(_ address: UInt32, _ count: UInt32, isWrite: Bool) {
        guard address <= highest, UInt64(address) + UInt64(count) > UInt64(lowest),
            let thread = kernel.scheduler.running
        else { return }
        for window in windows where window.thread != thread.id && window.space == thread.addressSpace.id {
            let isOutput = Self.overlap(window.work.output, address, count)
            guard isOutput || isWrite && Self.overlap(window.work.input, address, count) else { continue }
            tell(window, isOutput: isOutput, address, isWrite, thread)
            return
        }
    }

    private static func overlap(_ buffer: GuestBuffer, _ address: UInt32, _ count: UInt32) -> Bool {
        CallerTracker.isUserRange(buffer.address, buffer.size)
            && UInt64(address) < UInt64(buffer.address) + UInt64(buffer.size)
            && UInt64(address) + UInt64(count) > UInt64(buffer.address)
    }

    private func tell(_ window: Window, isOutput: Bool, _ address: UInt32, _ isWrite: Bool, _ thread: Thread) {
        let actor = watcher.current(address, isWrite)
        guard watcher.isNews(0, of: self, at: actor) else { return }
        let buffer = isOutput ? window.work.output : window.work.input
        let offset = address < buffer.address ? 0 : address - buffer.address
        emit(
            .warning, actor,
            "thread 0x\(hexadecimal(thread.id)) \(isWrite ? "writes" : "reads") the byte at offset \(offset) of the "
                + "\(isOutput ? "output" : "input") buffer of \(buffer.size) bytes at "
                + "\(VirtualAddress(buffer.address)), with which \(window.work.place) works for thread "
                + "0x\(hexadecimal(window.thread))",
            hint: "each call has buffers of its own until it returns, or a lock around it")
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["lowest", "highest"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&windows)
        if state.isReading { changed() }
    }
}
