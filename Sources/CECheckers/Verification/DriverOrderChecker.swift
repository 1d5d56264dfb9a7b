import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let driverOrder = Checker(
        id: "CE0846", name: "driver-order", title: "calls of drivers and interrupts in the wrong order",
        explanation:
            "InterruptDone, InterruptMask and InterruptDisable of a SYSINTR that has no event do nothing: "
            + "InterruptInitialize comes first. InterruptDisable comes before the event of the SYSINTR is closed, and "
            + "before IOCTL_HAL_RELEASE_SYSINTR gives the value back: until then the kernel sets the event. "
            + "DeactivateDevice while a call is inside of the driver runs XXX_Deinit, and unloads the code, under that "
            + "call: XXX_PreDeinit is there to wake it, and the call has to leave first. XXX_Deinit ends the threads "
            + "that the driver has made, and calls InterruptDisable: the code that they lead to is gone afterwards.",
        example: Example(
            bad: "CloseHandle(event);  InterruptDisable(sysintr);",
            good: "InterruptDisable(sysintr);  WaitForSingleObject(thread, INFINITE);  CloseHandle(event);"),
        isForVerification: true,
        make: { DriverOrderChecker($0) })
}

/// Reports calls that come too early or too late.
final class DriverOrderChecker: RunningChecker {
    private static let mostCalls = 256
    private static let releaseSysintr: UInt32 = 0x0101_00D8

    private struct Inside: Codable {
        let work: DriverWork
        let thread: UInt32
        let caller: String
    }

    private let calls: [Int: String]
    /// The calls that drivers are in.
    private var inside: [Inside] = []
    /// Who bound the event of each SYSINTR; those that are bound no more stay until the next one.
    private var binders: [UInt32: CallSite] = [:]

    init(_ setup: CheckerSetup) {
        calls = setup.positions([
            "InterruptDone", "InterruptMask", "InterruptDisable", "InterruptInitialize", "CloseHandle",
            "KernelIoControl",
        ])
        super.init(.driverOrder, setup, [.calls, .driverCalls, .ends])
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread): if let name = calls[call.index] { begin(name, call, thread) }
        case .driverCalled(let work, let thread):
            guard inside.count < Self.mostCalls else { return }
            inside.append(Inside(work: work, thread: thread.id, caller: thread.current.name))
        case .driverReturned(let work, _, let thread):
            guard let index = inside.lastIndex(where: { $0.thread == thread.id && $0.work.device === work.device })
            else { return }
            inside.remove(at: index)
        case .threadEnded(let thread): inside.removeAll { $0.thread == thread.id }
        case .driverDeactivated(let device, let thread): deactivated(device, thread)
        case .driverUnloaded(let module): unloaded(module)
        default: break
        }
    }

    private func deactivated(_ device: Device, _ thread: Thread) {
        let calls = inside.filter { $0.work.device === device }
        guard let first = calls.first else { return }
        let name = device.legacyName ?? device.module.name
        emit(
            .error, process: thread.current.name, place: place(of: thread),
            "\(name) is deactivated while \(calls.count) call\(calls.count == 1 ? " is" : "s are") inside of it: "
                + "\(first.work.place) for \(first.caller), on thread 0x\(hexadecimal(first.thread))",
            hint: "XXX_PreDeinit wakes those who wait in the driver; they leave before XXX_Deinit frees what they use")
    }

    /// What still leads into code that is gone.
    private func unloaded(_ module: Module) {
        for thread in kernel.scheduler.threads
        where thread.owner === module.process && module.range.contains(VirtualAddress(kernel.place(of: thread))) {
            emit(
                .error, process: module.name, place: place(of: thread),
                "\(module.name) is unloaded while the thread 0x\(hexadecimal(thread.id)) is in its code",
                hint: "XXX_Deinit tells its threads to end, and waits for them (WaitForSingleObject of their handles)")
        }
        for value in binders.keys.sorted() where kernel.interrupts.event(of: value) != nil {
            guard let site = binders[value], site.process == module.process.id,
                module.range.contains(VirtualAddress(site.returnAddress))
            else { continue }
            binders[value] = nil
            emit(
                .error, process: module.name, place: kernel.describe(site),
                "\(module.name) is unloaded while SYSINTR \(value) has its event",
                hint: "InterruptDisable in XXX_Deinit ends what InterruptInitialize has begun")
        }
    }

    private func place(of thread: Thread) -> String {
        let place = kernel.place(of: thread)
        let known = kernel.loader.history.place(place, process: thread.current.id, at: kernel.engine.instructions)
        return known ?? kernel.describe(place, thread)
    }

    private func begin(_ name: String, _ call: PendingCall, _ thread: Thread) {
        let first = thread.registers.r[0]
        switch name {
        case "InterruptInitialize":
            if kernel.interrupts.event(of: first) == nil, InterruptTable.range.contains(first) {
                binders[first] = kernel.site(of: call, thread)
            }
        case "CloseHandle":
            guard case .event(let event)? = kernel.objects.handles[first, thread.current], let value = event.sysintr
            else { return }
            tell(
                call, thread, "the event of SYSINTR \(value) is closed while InterruptInitialize binds it",
                "InterruptDisable comes first")
        case "KernelIoControl":
            guard first == Self.releaseSysintr,
                let value = try? kernel.view(of: thread, privileged: false).word(thread.registers.r[1]),
                kernel.interrupts.event(of: value) != nil
            else { return }
            tell(call, thread, "SYSINTR \(value) is given back while it has an event", "InterruptDisable comes first")
        default:
            guard kernel.interrupts.event(of: first) == nil else { return }
            tell(
                call, thread, "\(name) of SYSINTR \(first), which has no event: it does nothing",
                "InterruptInitialize binds an event first; InterruptDisable ends that")
        }
    }

    private func tell(_ call: PendingCall, _ thread: Thread, _ message: String, _ hint: String) {
        emit(
            .error, process: thread.current.name, place: kernel.describe(kernel.site(of: call, thread)), message,
            hint: hint)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["calls"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&inside)
        try state.carry(&binders)
    }
}
