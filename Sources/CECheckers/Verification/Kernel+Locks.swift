import CEDiagnosis
import CEKernel
import CEMemory
import GuestAddress

/// Critical sections and mutexes as checkers know them.
extension Kernel {
    func section(_ address: UInt32, _ thread: Thread) -> LockGraph.Lock {
        let process = address >= 0x8000_0000 ? processes.nk : thread.addressSpace
        return .section(CriticalSectionKey(process: process.number, address: address))
    }

    /// The mutex of a handle; nil where the handle is none or of something else.
    func mutex(_ handle: UInt32, of process: Process) -> LockGraph.Lock? {
        guard case .mutex(let mutex)? = objects.handles[handle, process] else { return nil }
        return mutex.name.map { .namedMutex($0) } ?? .mutex(handle: handle, process: process.id)
    }

    func text(of lock: LockGraph.Lock) -> String {
        switch lock {
        case .section(let key):
            let all = processes.all
            let name = all.indices.contains(Int(key.process)) ? all[Int(key.process)].name : "a process"
            return "the \(self.name(of: key)) of \(name)"
        case .mutex(let handle, _): return "the mutex of the handle 0x\(hexadecimal(handle))"
        case .namedMutex(let name): return "the mutex '\(name)'"
        }
    }

    /// What a call that takes a lock has returned; nil when it did not get it.
    func result(ofTaking name: String, _ outcome: CallRecord.Outcome) -> UInt32? {
        guard case .returned(let value) = outcome else { return nil }
        let result = UInt32(truncatingIfNeeded: value)
        switch name {
        case "TryEnterCriticalSection": return result != 0 ? result : nil
        // WAIT_OBJECT_0 and WAIT_ABANDONED.
        case "WaitForSingleObject": return result == 0 || result == 0x80 ? result : nil
        default: return result
        }
    }
}
