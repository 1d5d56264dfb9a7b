import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let closedHandles = Checker(
        id: "CE0843", name: "closed-handles", title: "use of a handle that was closed",
        explanation:
            "A call was refused because a handle in its arguments had been closed before, by the code that the finding "
            + "names. Here numbers of handles are not used again; on the board the number may stand for another object "
            + "by then, and the same mistake closes or signals somebody else's. A second close is the same mistake. "
            + "The last 4,096 closed handles are known.",
        example: Example(
            bad: "CloseHandle(event);  SetEvent(event);",
            good: "SetEvent(event);  CloseHandle(event);  event = NULL;"),
        isForVerification: true,
        make: { ClosedHandleChecker($0) })
}

/// Reports calls with handles that were closed.
final class ClosedHandleChecker: RunningChecker {
    private static let capacity = 4096
    private static let closers = [
        "CloseHandle", "RegCloseKey", "FindClose", "CloseMsgQueue", "DeactivateDevice", "CeFindCloseRegChange",
        "FindCloseChangeNotification", "StopDeviceNotifications", "FreeIntChainHandler",
    ]
    private static let invalidHandle: UInt32 = 6
    private static let mostObjects: UInt32 = 64

    private let closers: [Int: String]
    private let waits: Int?
    /// Who closed each handle.
    private var closed: [UInt32: CallSite] = [:]
    /// The handles in their order, as a ring.
    private var order: [UInt32] = []
    private var oldest = 0
    /// Handles that are being closed, by call.
    private var closing: [UInt64: Closing] = [:]

    private struct Closing: Codable {
        let handle: UInt32
        let site: CallSite
    }

    init(_ setup: CheckerSetup) {
        closers = setup.positions(Self.closers)
        waits = setup.positions(["WaitForMultipleObjects"]).keys.first
        super.init(.closedHandles, setup, [.calls, .refusals])
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread):
            guard closers[call.index] != nil, closing.count < Self.capacity else { return }
            closing[call.serial] = Closing(handle: thread.registers.r[0], site: kernel.site(of: call, thread))
        case .callEnded(let call, let outcome):
            guard let made = closing.removeValue(forKey: call.serial), case .returned = outcome else { return }
            note(made)
        case .callRefused(let refused, let thread):
            if refused.error == Self.invalidHandle { check(refused, thread) }
        default: break
        }
    }

    private func note(_ made: Closing) {
        // What stands for the caller itself is no handle that anybody closes.
        guard kernel.objects.handles.wasGiven(made.handle), kernel.objects.handles.owner(of: made.handle) == nil else {
            return
        }
        if closed.updateValue(made.site, forKey: made.handle) != nil { return }
        guard order.count == Self.capacity else { return order.append(made.handle) }
        closed[order[oldest]] = nil
        order[oldest] = made.handle
        oldest = (oldest + 1) % Self.capacity
    }

    private func check(_ refused: RefusedCall, _ thread: Thread) {
        guard let handle = handles(of: refused, thread).first(where: { closed[$0] != nil }), let site = closed[handle]
        else { return }
        let name = kernel.calling.table.calls[refused.index].name
        emit(
            .error, process: thread.current.name,
            place: kernel.describe(kernel.site(ofFunction: refused.index, thread)),
            "\(name) gets the handle 0x\(hexadecimal(handle)), which \(kernel.describe(site)) has closed",
            hint: "on a board the number may stand for another object by now")
    }

    private func handles(of refused: RefusedCall, _ thread: Thread) -> [UInt32] {
        let registers = thread.registers
        guard refused.index == waits else { return [registers.r[0], registers.r[1], registers.r[2], registers.r[3]] }
        let view = kernel.view(of: thread, privileged: false)
        return (0..<min(registers.r[0], Self.mostObjects)).compactMap { try? view.word(registers.r[1] &+ $0 &* 4) }
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["closers", "waits"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&closed)
        try state.carry(&order)
        try state.carry(&oldest)
        try state.carry(&closing)
        guard order.count <= Self.capacity, (0..<Self.capacity).contains(oldest) else {
            throw StateError.malformed("handles that were closed")
        }
    }
}
