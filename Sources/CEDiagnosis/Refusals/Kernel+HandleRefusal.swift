import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// The handle among the arguments that a call refuses, where the call has not said which one it is.
    func handleReason(
        _ call: RefusedCall, _ words: [ArgumentWord], _ description: CallDescription, _ thread: Thread
    ) -> RefusalReason? {
        guard call.error == CEError.invalidHandle.rawValue else { return nil }
        let handles = words.filter(\.format.isHandle)
        // What stands for nothing is the reason before what may be of another kind.
        let wrong = handles.first { !isGood($0, thread) } ?? handles.first
        return wrong.map { handleReason($0.value, named: $0.name, takes: nil, description, thread) }
    }

    private func isGood(_ word: ArgumentWord, _ thread: Thread) -> Bool {
        [Self.currentProcessHandle, Self.currentThreadHandle].contains(word.value)
            || objects.handles[word.value, thread.current] != nil
            || word.format == .process && processes.living[word.value] != nil
            || word.format == .registryKey && registry.root(word.value) != nil
    }

    /// Why a word is no handle of what a call takes: it is none, another process's, a closed one, an id, an address, or
    /// stands for something else.
    /// - Parameter kind: what the call takes, as `a mutex`.
    func handleReason(
        _ handle: UInt32, named name: String, takes kind: String?, _ description: CallDescription, _ thread: Thread
    ) -> RefusalReason {
        let values: KeyValuePairs = ["argument": name, "handle": addressText(handle)]
        if handle == 0 || handle == UInt32.max {
            let what = handle == 0 ? "NULL" : "INVALID_HANDLE_VALUE"
            return RefusalReason(
                "no-handle", "\(name) is \(what): the call that should have made it has failed, or none was made",
                ["argument": name])
        }
        if let what = what(handle, thread) {
            let takes = kind.map { "takes \($0)" } ?? "takes none of these"
            return RefusalReason(
                "handle-kind", "\(name) \(addressText(handle)) is \(what), and \(description.name) \(takes)", values)
        }
        if let owner = objects.handles.owner(of: handle) {
            let what = HandleText.kind(handle, owner, self)
            return RefusalReason(
                "foreign-handle",
                "handle \(addressText(handle)) is \(what) of \(owner.name), and each process has its own handles since "
                    + "CE 6: \(thread.current.name) needs one of its own, which DuplicateHandle from \(owner.name) "
                    + "or CeDriverDuplicateCallerHandle makes", values)
        }
        if objects.handles.wasGiven(handle) {
            return RefusalReason("closed-handle", "handle \(addressText(handle)) \(formerHandle(handle))", values)
        }
        return RefusalReason("no-handle", "\(name) \(addressText(handle)) \(strangeNumber(handle, thread))", values)
    }

    /// What a handle stands for in the process that calls, as `an event "Ready"`.
    private func what(_ handle: UInt32, _ thread: Thread) -> String? {
        switch handle {
        case Self.currentProcessHandle: return "the calling process"
        case Self.currentThreadHandle: return "the calling thread"
        default: break
        }
        if let root = registry.root(handle) { return "the key \(root.name)" }
        guard let object = objects.handles[handle, thread.current] else { return nil }
        if case .messageQueue(let end) = object { return "the \(end.isReader ? "reading" : "writing") side of a queue" }
        return object.handleKind.rawValue
    }

    /// Who closed a handle.
    private func formerHandle(_ handle: UInt32) -> String {
        guard let closing = objects.handles.closing(of: handle) else {
            return "was closed long before, or its owner has ended"
        }
        return "was \(closing.kind.rawValue), closed before by \(describe(closing.site))"
    }

    /// What a number is that was never a handle.
    private func strangeNumber(_ number: UInt32, _ thread: Thread) -> String {
        if let process = processes.living[number] {
            return "is the id of process \(process.name), and no handle: OpenProcess makes one of it"
        }
        if let owner = owner(ofIdentifier: number) {
            return "is the id of \(owner), and no handle: CreateThread has returned one, and OpenThread makes one of it"
        }
        let facts = facts(of: VirtualAddress(number), thread)
        guard facts.state != .free, facts.state != .null, let place = facts.belongsTo else { return "is no handle" }
        return "is no handle but an address: \(place)"
    }
}
