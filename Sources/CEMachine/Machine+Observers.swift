package import CEKernel

/// Hands events of some kinds to a closure.
final class ClosureObserver: MachineObserver {
    let events: MachineEvents
    private let body: (MachineEvent) -> Void

    init(_ events: MachineEvents, _ body: @escaping (MachineEvent) -> Void) {
        self.events = events
        self.body = body
    }

    func observe(_ event: MachineEvent) { body(event) }
}

extension Machine {
    /// Has the name of each process told that is about to end: `readVirtual` still reads its memory then.
    public func onProcessEnd(_ body: @escaping (String) -> Void) {
        kernel.add(
            ClosureObserver(.ends) { event in
                if case .processEnds(let process) = event { body(process.name) }
            })
    }

    /// Has each kernel call told when it has ended, and one that waits or runs guest code when it begins to, too.
    package func onCall(_ body: @escaping (CallRecord) -> Void) { kernel.add(CallRecorder(kernel, onCall: body)) }
}
