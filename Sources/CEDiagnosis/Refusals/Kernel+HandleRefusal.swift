import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// A handle that the call cannot use: another process's, a closed one, one of another kind, or none at all.
    func handleReason(_ call: RefusedCall, _ words: [ArgumentWord], _ thread: Thread) -> RefusalReason? {
        guard call.error == CEError.invalidHandle.rawValue || call.error == CEError.invalidParameter.rawValue else {
            return nil
        }
        for word in words where word.format == .handle || word.format == .process {
            if let reason = reason(word, thread) { return reason }
        }
        guard call.error == CEError.invalidHandle.rawValue,
            let word = words.first(where: { $0.format == .handle && objects.handles[$0.value, thread.current] != nil })
        else { return nil }
        return RefusalReason(
            "handle-kind",
            "\(word.name) \(HandleText.text(word.value, thread, self)) is a handle of another kind than the call takes",
            ["argument": word.name, "handle": addressText(word.value)])
    }

    private func reason(_ word: ArgumentWord, _ thread: Thread) -> RefusalReason? {
        let handle = word.value
        guard handle != 0, handle != UInt32.max, handle != Self.currentProcessHandle,
            handle != Self.currentThreadHandle, processes.living[handle] == nil,
            objects.handles[handle, thread.current] == nil
        else {
            guard handle == 0 || handle == UInt32.max, word.format == .handle else { return nil }
            let name = handle == 0 ? "NULL" : "INVALID_HANDLE_VALUE"
            return RefusalReason(
                "no-handle", "\(word.name) is \(name): the call that should have made it has failed, or none was made",
                ["argument": word.name])
        }
        let values: KeyValuePairs = ["argument": word.name, "handle": addressText(handle)]
        if let owner = objects.handles.owner(of: handle) {
            let what = HandleText.kind(handle, owner, self)
            return RefusalReason(
                "foreign-handle",
                "handle \(addressText(handle)) is \(what) of \(owner.name), and each process has its own handles since "
                    + "CE 6: \(thread.current.name) needs one of its own, which DuplicateHandle from \(owner.name) "
                    + "or CeDriverDuplicateCallerHandle makes", values)
        }
        if objects.handles.wasGiven(handle) {
            return RefusalReason(
                "closed-handle", "handle \(addressText(handle)) was closed before, or its owner has ended", values)
        }
        return RefusalReason("no-handle", "\(word.name) \(addressText(handle)) is no handle", values)
    }
}
