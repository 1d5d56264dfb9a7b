import CEKernel
import CEMemory

extension KernelCall {
    /// A function of a component that this system does not have: it looks at no argument, and fails as the component's
    /// absence makes it fail.
    /// - Parameters:
    ///   - names: those of the arguments, one word each.
    ///   - failure: what it returns.
    ///   - error: what it leaves in GetLastError; nil when it sets none.
    init(
        absent name: String, _ support: CallSupport, _ names: String, library: CallLibrary = .coredll, source: String,
        returns result: ResultFormat, failure: UInt32 = 0, error: CEError?
    ) {
        let count = names.split(separator: " ").count
        self.init(
            CallDescription(
                name: name, library: library, support: support, source: source, audience: .everybody, names: names,
                formats: Array(repeating: .hexadecimal, count: count), isVariadic: false, isWide: false,
                result: result),
            failure: failure, raisesFaults: false, returnsError: false
        ) { kernel, call throws(CallStop) in
            kernel.noteAbsence(name, support, call)
            guard let error else { return .failure(failure) }
            throw .error(kernel.refuse("absent", support.missing ?? "this system has no such component", error))
        }
    }
}

extension Kernel {
    /// Says of a function's first call that its component is not there.
    fileprivate func noteAbsence(_ name: String, _ support: CallSupport, _ call: borrowing Invocation) {
        guard isFirst(call), let missing = support.missing else { return }
        output.writeLine("\(name), called from \(describe(place(of: call.thread), call.thread)): \(missing)")
    }
}
