import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState

extension Checker {
    static let pastBuffer = Checker(
        id: "CE0812", name: "past-buffer", title: "a write past the buffer that was announced",
        explanation:
            "A mapping ends with a page; the buffer in it need not. Three things are told: a write through a "
            + "mapping outside the bytes that VirtualCopy, VirtualCopyEx, VirtualAllocCopyEx or MmMapIoSpace was "
            + "asked for, in its first or last page, by whichever side, or behind the size that the driver named in "
            + "its output next to the address, in a mapping of more than one page; a driver that writes on past the "
            + "end of the caller's output buffer (nOutBufferSize of DeviceIoControl, the count of ReadFile) while it "
            + "works for that caller; and a driver that says in *pBytesReturned that it returned more than there was "
            + "room for. A write behind an output buffer counts when it passes the end, or goes on exactly where one "
            + "has reached it, and is not in *pBytesReturned, or in the input buffer by other code: filling another "
            + "buffer of the caller that lies just behind is told, too.",
        example: Example(
            bad: """
                memcpy(pBufOut, &answer, sizeof(answer));
                *pBytesReturned = sizeof(answer);
                """,
            good: """
                if (nOutBufferSize < sizeof(answer)) {
                    SetLastError(ERROR_INSUFFICIENT_BUFFER);
                    return FALSE;
                }
                memcpy(pBufOut, &answer, sizeof(answer));
                *pBytesReturned = sizeof(answer);
                """),
        make: { PastBufferChecker($0) })
}

/// Reports writes past what a mapping was asked for, and past what a caller has room for.
final class PastBufferChecker: AccessChecker {
    private enum Mistake: Int { case pastMapping, pastOutput }

    private var outputs = OutputWindows()

    init(_ setup: CheckerSetup) {
        super.init(.pastBuffer, setup, [.driverCalls, .ends])
        watcher.tellRanges(to: self)
        watcher.tellPages(to: self)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .driverCalled(let work, let thread): begin(work, thread)
        case .callerBuffersCopied(let copies, let thread): moved(copies, thread)
        case .driverReturned(let work, let outcome, let thread):
            end(work, outcome, thread)
            if outcome == .succeeded, work.method == .ioControl, !work.device.isUserMode {
                noteAnnouncedSizes(in: work.output, by: work.place, thread)
            }
        case .threadEnded(let thread): outputs.removeAll(of: thread.id)
        default: break
        }
    }

    // MARK: Mappings

    override func touched(_ page: PageFacts, _ address: UInt32, _ count: Int, isWrite: Bool) {
        let offset = Int(address & 0xFFF)
        if isWrite, offset < Int(page.first) || offset + count > Int(page.end) { report(address, count) }
    }

    override func minds(_ page: UInt32) -> Bool { outputs.mayConcern(page, 4096) }

    override func quietBytes(_ page: PageFacts, _ word: Int) -> QuietBytes {
        let first = max(0, min(64, Int(page.first) - word * 64))
        let end = max(first, min(64, Int(page.end) - word * 64))
        return QuietBytes(reads: .max, writes: Self.bytes(below: end) & ~Self.bytes(below: first))
    }

    private static func bytes(below count: Int) -> UInt64 { count == 64 ? .max : 1 << UInt64(count) - 1 }

    private func report(_ address: UInt32, _ count: Int) {
        let actor = watcher.current(address, true)
        guard watcher.isNews(Mistake.pastMapping.rawValue, of: self, at: actor), let thread = kernel.scheduler.running
        else {
            return
        }
        let space = address >= 0x8000_0000 ? kernel.processes.nk.space : thread.addressSpace.space
        guard let reservation = space.reservation(at: VirtualAddress(address)),
            let asked = watcher.asked[ReservationKey(reservation, in: space)]?.last(where: {
                $0.first & ~0xFFF <= address && address <= $0.last | 0xFFF
            })
        else { return }
        let size = UInt64(asked.last) - UInt64(asked.first) + 1
        let position =
            address < asked.first
            ? "\(asked.first - address) bytes before the start"
            : "at offset \(address &- asked.first)"
        let announcer = asked.announcer.map { "\($0) named beside the address" } ?? "were announced"
        emit(
            .error, actor,
            "\(count) byte\(count == 1 ? "" : "s") written \(position) of \(size) bytes that \(announcer): "
                + watcher.owner(of: address),
            hint: "the mapping reaches to the end of the page, the buffer does not: write \(size) bytes at most")
    }

    // MARK: Sizes that a driver says in words

    /// So much of an output buffer is looked at.
    private static let lookedAt: UInt32 = 4096

    /// Looks in what a driver gave its caller for the address of a mapping that a driver made there, with the size of
    /// the buffer before or behind it: writes past that size are writes past the buffer, though the mapping reaches to
    /// the end of the page.
    ///
    /// A word beside the mapping's address is a size when it ends in the mapping's last page. In a mapping of one page
    /// every small number would, so those are left as they are. The driver may name another size later.
    /// - Parameters:
    ///   - output: the caller's output buffer.
    ///   - driver: `cam.dll in XXX_IOControl`.
    private func noteAnnouncedSizes(in output: GuestBuffer, by driver: String, _ thread: Thread) {
        guard output.address != 0, !thread.current.isKernel else { return }
        let view = kernel.view(of: thread, privileged: false)
        var words: [UInt32] = []
        for offset in stride(from: 0, to: min(output.size, Self.lookedAt) & ~3, by: 4) {
            guard let word = try? view.word(output.address &+ offset) else { break }
            words.append(word)
        }
        let space = thread.addressSpace.space
        for (index, address) in words.enumerated() where address >= 0x1_0000 && address < 0x8000_0000 {
            guard let reservation = space.reservation(at: VirtualAddress(address)),
                reservation.creator.process == kernel.processes.nk.id
            else { continue }
            for neighbour in [index + 1, index - 1] where words.indices.contains(neighbour) {
                if watcher.announce(words[neighbour], at: address, of: reservation, in: space, by: driver) {
                    break
                }
            }
        }
    }

    // MARK: Output buffers

    private func begin(_ work: DriverWork, _ thread: Thread) {
        watcher.settle()
        let output = work.output
        let input = work.method == .ioControl ? work.input : GuestBuffer()
        let (last, overflow) = input.address.addingReportingOverflow(input.size &- 1)
        outputs.push(
            OutputWindow(
                driver: work.device.module.name, function: work.method.rawValue, thread: thread.id,
                caller: thread.addressSpace.name, first: output.address, end: output.address &+ output.size,
                input: input.size > 0 && !overflow ? input.address...last : nil, countAddress: work.returned))
        watch(output.address, output.size, true, thread)
        watch(work.returned, work.returned == 0 ? 0 : 4, true, thread)
    }

    /// A user-mode driver has copies of the buffers: what it writes past the end of one is its own stack.
    private func moved(_ copies: [CopiedBuffer], _ thread: Thread) {
        guard let output = copies.first(where: { $0.buffer.isOutput && $0.buffer.argument != ReflectedBuffer.count })
        else { return }
        let count = copies.first { $0.buffer.argument == ReflectedBuffer.count }
        outputs.move(
            thread: thread.id, to: output.place, size: output.buffer.size, countAddress: count?.place ?? 0,
            host: thread.addressSpace.id)
        watcher.settle()
        watch(output.place, output.buffer.size, true, thread)
        if let count { watch(count.place, 4, true, thread) }
    }

    private func unwatch(_ window: OutputWindow) {
        guard let host = window.host, let process = kernel.processes.all.last(where: { $0.id == host }),
            process.isAlive
        else { return }
        watcher.set(
            AccessWatcher.Reason.output, false, from: window.first, through: window.end, in: process.space)
    }

    private func end(_ work: DriverWork, _ outcome: DriverWork.Outcome, _ thread: Thread) {
        guard let window = outputs.pop(thread: thread.id) else { return }
        unwatch(window)
        let output = work.output
        // Of reads and writes the kernel stores the count itself.
        let returned = work.method == .ioControl && outcome != .abandoned ? work.returned : 0
        watch(output.address, output.size, false, thread)
        watch(returned, returned == 0 ? 0 : 4, false, thread)
        for other in outputs.windows where other.thread == thread.id {
            watch(other.first, other.end &- other.first, true, thread)
        }
        guard outcome == .succeeded, work.method == .ioControl, window.hasCount,
            let count = try? kernel.view(of: thread, privileged: true).word(returned), count > output.size
        else { return }
        emit(
            .error, process: kernel.processes.nk.name, place: "\(window.driver) in \(window.function)",
            "the driver says it returned \(count) bytes in an output buffer of \(output.size) bytes at "
                + "\(VirtualAddress(output.address)) of \(thread.current.name)",
            hint: "*pBytesReturned is at most nOutBufferSize")
    }

    /// The block behind is watched, too: a write that goes on from the end may begin there.
    private func watch(_ output: UInt32, _ size: UInt32, _ isWatched: Bool, _ thread: Thread) {
        guard output != 0, size > 0, output < 0x8000_0000, size < 0x8000_0000 else { return }
        let last = min(UInt64(output) + UInt64(size), 0x7FFF_FFFF)
        watcher.set(
            AccessWatcher.Reason.output, isWatched, from: output, through: UInt32(last),
            in: thread.addressSpace.space)
    }

    override func touched(_ address: UInt32, _ count: UInt32, isWrite: Bool) {
        guard isWrite, outputs.mayConcern(address, count), let thread = kernel.scheduler.running,
            thread.current.isKernel || thread.current.driverHost != nil,
            let window = outputs.passed(
                by: thread.id, in: thread.current.isKernel ? nil : thread.addressSpace.id, address: address,
                count: count, actor: { watcher.current(address, true) })
        else { return }
        let actor = watcher.current(address, true)
        guard watcher.isNews(Mistake.pastOutput.rawValue, of: self, at: actor) else { return }
        emit(
            .error, actor,
            "\(count) byte\(count == 1 ? "" : "s") written at offset \(address &- window.first) of "
                + "\(window.caller)'s output buffer of \(window.end &- window.first) bytes at "
                + "\(VirtualAddress(window.first)), in \(window.function)",
            hint: "compare the size the caller gave with what is to be written, and fail with ERROR_INSUFFICIENT_BUFFER"
        )
    }

    override func carry(_ state: StateCarrier) throws { try state.carry(&outputs) }
}
