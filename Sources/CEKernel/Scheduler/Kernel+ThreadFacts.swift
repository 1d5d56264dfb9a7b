internal import CEMemory
package import Unicorn

/// What a thread is at, for those who explain a hang.
extension Kernel {
    /// The CE function that a thread waits in, or that is being made for it; nil while guest code runs.
    package func callName(of thread: Thread) -> String? { thread.call.map { calling.table.calls[$0.index].name } }

    /// Where a thread goes on: the registers behind the call that it is in, or those of its code.
    package func position(of thread: Thread) -> CoreRegisters {
        thread.call == nil ? thread.registers : thread.resume
    }

    /// The thread that is inside of a critical section, as the guest's memory says; nil when nobody is.
    package func owner(of section: CriticalSectionKey) -> Thread? {
        guard let id = ownerID(of: section) else { return nil }
        return scheduler.threads.first { $0.id == id }
    }

    /// The id of the thread that is inside of a critical section, whether it lives or not; nil when nobody is.
    package func ownerID(of section: CriticalSectionKey) -> UInt32? {
        guard let process = processes.all.first(where: { $0.number == section.process }), process.isAlive,
            let id = try? view(of: process).word(section.address &+ CriticalSectionKey.owner), id != 0
        else { return nil }
        return id
    }

    /// The event whose handler of an interrupt is late: InterruptDone was not called since, so no further one comes.
    package func unansweredSince(_ event: Event) -> UInt64? { event.sysintr.flatMap { interrupts.unanswered($0) } }
}
