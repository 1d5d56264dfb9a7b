package import CEMemory
import Unicorn

/// Who calls, and what memory looks like to them.
extension Kernel {
    /// Guest memory as a thread's code sees it.
    package func view(of thread: Thread, privileged: Bool) -> GuestView {
        GuestView(memory: memory.physical, regime: thread.addressSpace.regime, privileged: privileged)
    }

    /// The same for what a kernel function does on behalf of that code: observers are told of those accesses.
    func callerView(of thread: Thread, privileged: Bool) -> GuestView {
        var view = view(of: thread, privileged: privileged)
        view.isObserved = memory.physical.isAccessTold
        return view
    }

    /// Guest memory of a process as the kernel sees it.
    package func view(of process: Process) -> GuestView {
        GuestView(memory: memory.physical, regime: process.regime, privileged: true)
    }

    /// Whether a call is the first of its function in the run.
    package func isFirst(_ invocation: borrowing Invocation) -> Bool {
        calling.trace.count(of: invocation.callIndex) <= 1
    }

    package func site(_ invocation: borrowing Invocation) -> CallSite {
        var site = CallSite(
            function: calling.table.calls[invocation.callIndex].name, returnAddress: place(of: invocation.thread),
            process: invocation.thread.current.id, instructions: engine.instructions)
        site.occasion = occasion(of: invocation.thread).rawValue
        return site
    }

    /// The call that a thread is in, while guest code has run for it in between.
    func site(ofCallOf thread: Thread) -> CallSite {
        guard let call = thread.call else { return hostSite("boot") }
        var site = CallSite(
            function: calling.table.calls[call.index].name, returnAddress: place(of: thread),
            process: thread.current.id, instructions: engine.instructions)
        site.occasion = occasion(of: thread).rawValue
        return site
    }

    /// The call of a driver that a thread's code works for.
    func occasion(of thread: Thread) -> CallOccasion {
        guard !thread.frames.isEmpty, thread.current.hasDrivers else { return .none }
        for index in thread.frames.indices.reversed() {
            if let call = thread.frames[index].continuation?.driverCall { return call.occasion }
        }
        return .none
    }

    /// The address behind the call that a thread makes. A function that ends in a jump to the call would show where it
    /// returns to itself: of one that the kernel called its first address is told instead.
    package func place(of thread: Thread) -> UInt32 {
        guard thread.returnAddress == calling.traps.returnTrap & ~1,
            let entry = thread.frames.last(where: { !$0.isVisit })?.entry
        else { return thread.returnAddress }
        return entry
    }

    /// The process whose code called the driver that a thread runs, as GetDirectCallerProcessId and its relatives have
    /// it: a user-mode driver's is the application, although the reflector calls it.
    package func directCaller(of thread: Thread) -> Process {
        let frame = thread.isVisiting ? thread.frames.last { $0.isVisit } : thread.frames.last
        return frame?.current ?? processes.nk
    }

    /// Something that the machine does by itself, as the creator of a mapping.
    func hostSite(_ what: String) -> CallSite {
        CallSite(function: what, returnAddress: 0, process: processes.nk.id, instructions: engine.instructions)
    }

    /// A block of the kernel's heap.
    func allocateKernelHeap(_ size: UInt32, _ site: CallSite) throws(CEError) -> UInt32 {
        try processes.nk.heap.allocate(size, memory, processes.nk.space, site: site)
    }

    /// Frees a block of the kernel's heap; what is none is left alone.
    func freeKernelHeap(_ address: UInt32) { processes.nk.heap.free(address) }
}
