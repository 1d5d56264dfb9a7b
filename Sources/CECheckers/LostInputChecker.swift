import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState

extension Checker {
    static let lostInput = Checker(
        id: "CE0840", name: "lost-input", title: "a driver that answers in its caller's input buffer",
        explanation:
            "The buffer of WriteFile and the input buffer of DeviceIoControl are the caller's, to be read. A driver in "
            + "the kernel writes to the caller's own bytes, and the caller sees it. In a user-mode driver a buffer of "
            + "up to 520 bytes is a copy that never goes back, and a larger one is read-only: the same driver loses "
            + "its answer there, or faults. Bytes that are in the output buffer as well, or the count, are the "
            + "driver's to write. cc907936 tells drivers to copy such buffers.",
        example: Example(
            bad: "((REQUEST *)pBufIn)->result = value;",
            good: "((ANSWER *)pBufOut)->result = value;  *pBytesReturned = sizeof(ANSWER);"),
        make: { LostInputChecker($0) })
}

/// Reports writes to the input buffers of callers.
final class LostInputChecker: AccessChecker {
    /// The buffers of the calls that drivers are in, the innermost last.
    private var windows: [InputWindow] = []
    /// From the first byte of any window to the first behind all.
    private var lowest = UInt32.max
    private var highest: UInt32 = 0

    init(_ setup: CheckerSetup) {
        super.init(.lostInput, setup, [.driverCalls, .ends])
        watcher.tellRanges(to: self)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .driverCalled(let work, let thread): begin(work, thread)
        case .callerBuffersCopied(let copies, let thread): moved(copies, thread)
        case .driverReturned(_, _, let thread):
            remove(windows.lastIndex { $0.thread == thread.id })
        case .threadEnded(let thread):
            while let index = windows.lastIndex(where: { $0.thread == thread.id }) { remove(index) }
        default: break
        }
    }

    // MARK: What is watched

    /// Every call has its window, so that what returns is known; of a caller in the kernel it is empty.
    private func begin(_ work: DriverWork, _ thread: Thread) {
        let input = work.input
        let (end, overflow) = input.address.addingReportingOverflow(input.size)
        let isSeen =
            !work.device.isUserMode && !thread.current.isKernel && input.address != 0 && !overflow
            && end <= 0x8000_0000
        windows.append(
            InputWindow(
                work: work, thread: thread.id, space: thread.addressSpace.id, caller: thread.current.name,
                first: isSeen ? input.address : 0, end: isSeen ? end : 0))
        watch(true, windows.count - 1)
    }

    /// The driver has copies of the buffers.
    private func moved(_ copies: [CopiedBuffer], _ thread: Thread) {
        guard let index = windows.lastIndex(where: { $0.thread == thread.id }),
            let copy = copies.first(where: { !$0.buffer.isOutput }), copy.buffer.size < 0x1_0000
        else { return }
        windows[index].space = thread.addressSpace.id
        windows[index].first = copy.place
        windows[index].end = copy.place &+ copy.buffer.size
        windows[index].isCopied = true
        watch(true, index)
    }

    private func remove(_ index: Int?) {
        guard let index else { return }
        watch(false, index)
        windows.remove(at: index)
        findBounds()
        for other in windows.indices { watch(true, other) }
    }

    private func watch(_ isWatched: Bool, _ index: Int) {
        let window = windows[index]
        guard window.first < window.end else { return }
        watcher.settle()
        if let process = kernel.processes.all.last(where: { $0.id == window.space }), process.isAlive {
            watcher.set(
                AccessWatcher.Reason.input, isWatched, from: window.watched, through: window.end - 1, in: process.space)
        }
        if isWatched { findBounds() }
    }

    private func findBounds() {
        (lowest, highest) = (.max, 0)
        for window in windows where window.first < window.end {
            lowest = min(lowest, window.watched)
            highest = max(highest, window.end)
        }
    }

    private func mayConcern(_ address: UInt32, _ count: UInt32) -> Bool {
        address < highest && UInt64(address) + UInt64(count) > UInt64(lowest)
    }

    override func minds(_ page: UInt32) -> Bool { mayConcern(page, 4096) }

    // MARK: Writes

    override func touched(_ address: UInt32, _ count: UInt32, isWrite: Bool) {
        guard isWrite, mayConcern(address, count), let thread = kernel.scheduler.running,
            let index = windows.lastIndex(where: { $0.thread == thread.id }),
            thread.addressSpace.id == windows[index].space, windows[index].isCopied || thread.current.isKernel,
            !windows[index].isOverflow(address, count, { watcher.current(address, true) })
        else { return }
        let window = windows[index]
        guard let offset = window.offset(ofWrite: address, count) else { return }
        let actor = watcher.current(address, true)
        guard watcher.isNews(0, of: self, at: actor) else { return }
        let code = window.work.method == .ioControl ? " of code 0x\(hexadecimal(window.work.code))" : ""
        emit(
            window.isCopied ? .error : .warning, actor,
            "the byte at offset \(offset) of \(window.caller)'s input buffer of \(window.end - window.first) bytes is "
                + "written, in \(window.work.method.rawValue)\(code): "
                + (window.isCopied
                    ? "the driver has a copy, and \(window.caller) never gets it back"
                    : "kept in the kernel, lost in a user-mode driver"),
            hint: "answer in the output buffer, and work on a copy of the input (cc907936)")
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["lowest", "highest"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&windows)
        findBounds()
        guard windows.allSatisfy({ $0.first <= $0.end }) else { throw StateError.malformed("the inputs of drivers") }
    }
}
