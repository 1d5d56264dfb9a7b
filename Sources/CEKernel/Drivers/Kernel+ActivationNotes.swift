import CEMemory

extension Kernel {
    /// Notes what guest code has asked the registry for.
    /// - Parameter name: the value's; nil when the key itself was asked for.
    package func noteQuery(_ key: String, _ name: String?, isFound: Bool, _ thread: Thread) {
        let query = RegistryQuery(key: key, name: name, isFound: isFound)
        if !isFound { thread.activation?.notes.add(query) }
        observers.tell(.registry, .registryQueried(query, thread))
    }

    /// Notes what is wrong with the values of a driver's key.
    /// - Parameter text: `DDKReg_GetIsrInfo found …`, a part of a sentence.
    package func noteProblem(_ text: String, _ thread: Thread) { thread.activation?.notes.add(failure: text) }

    /// Notes a call that failed while a driver was activated; what was asked of the registry is noted as such.
    /// - Parameters:
    ///   - value: what it returns.
    ///   - thread: its registers are those at the call.
    func noteFailure(of call: PendingCall, _ value: UInt32, _ thread: Thread) {
        guard let activation = thread.activation else { return }
        let function = calling.table.calls[call.index]
        let description = function.description
        guard !["Reg", "DDKReg"].contains(where: description.name.hasPrefix) else { return }
        let error = function.returnsError ? value : thread.lastError
        let texts = ArgumentText.arguments(of: description, thread, self).filter { $0.contains("\"") }
        activation.notes.add(
            failure:
                "\(description.name)(\(texts.joined(separator: ", "))) failed with \(ErrorNames.text(error))"
        )
    }
}

extension Thread {
    /// The innermost activation that it works for, in XXX_Init or in DllMain of the driver.
    var activation: Activation? {
        for frame in frames.reversed() {
            switch frame.continuation {
            case .initialize(let activation): return activation
            case .attach(let attachment):
                if case .driver(let activation) = attachment.end { return activation }
            default: break
            }
        }
        return nil
    }
}
