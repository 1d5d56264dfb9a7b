package import CEMemory
package import GuestAddress

extension Kernel {
    /// Keeps why a call is refused for whoever explains it.
    /// - Parameters:
    ///   - rule: its stable name.
    ///   - text: the rule in words, with the values; it is made when somebody listens.
    /// - Returns: the error, for the call to end with.
    package func refuse(
        _ rule: String, _ text: @autoclosure () -> String, _ error: CEError = .invalidParameter
    ) -> CEError {
        noteRule(rule, text())
        return error
    }

    /// Keeps why a call fails that has no error code to tell.
    package func noteRule(_ rule: String, _ text: @autoclosure () -> String) {
        if listensToRefusals { calling.brokenRule = .words(rule: rule, text: text()) }
    }

    /// Keeps that a word is no handle of what the call takes.
    /// - Parameters:
    ///   - kind: what the call takes, as `a mutex`.
    ///   - place: where the word was, if it is no argument.
    package func refuse(
        handle: UInt32, takes kind: String, at place: @autoclosure () -> String? = nil,
        _ error: CEError = .invalidHandle
    ) -> CEError {
        if listensToRefusals { calling.brokenRule = .handle(handle, takes: kind, place: place()) }
        return error
    }

    /// Keeps that an argument must not be NULL.
    package func refuse(null argument: String, _ error: CEError = .invalidParameter) -> CEError {
        refuse("null", "\(argument) is NULL", error)
    }

    /// Keeps that a number is the id of no such thing, as `process` or `thread`.
    package func refuse(id: UInt32, of kind: String, _ error: CEError = .invalidParameter) -> CEError {
        if listensToRefusals { calling.brokenRule = .identifier(id, of: kind) }
        return error
    }

    /// Keeps that no block of a heap begins at an address.
    /// - Parameter heap: the heap's handle.
    package func refuse(block: UInt32, of heap: UInt32) -> CEError {
        if listensToRefusals { calling.brokenRule = .block(block, heap: heap) }
        return .invalidParameter
    }

    /// Keeps that an address is not what the call takes, as `the beginning of a view`.
    package func refuse(address: VirtualAddress, takes what: String) -> CEError {
        if listensToRefusals { calling.brokenRule = .address(address, takes: what) }
        return .invalidParameter
    }

    /// Keeps that somebody has a file open.
    package func refuse(opened file: GuestFile, _ error: CEError = .sharingViolation) -> CEError {
        if listensToRefusals { calling.brokenRule = .opened(file) }
        return error
    }

    /// Keeps that no further handle can be made.
    package func refuseNewHandle() -> CEError {
        if listensToRefusals { calling.brokenRule = .noHandles }
        return .notEnoughMemory
    }

    /// Keeps which address a call could not reach.
    package func noteUnreachable(_ address: VirtualAddress) {
        if listensToRefusals { calling.brokenRule = .pointer(address) }
    }

    private var listensToRefusals: Bool { observers.events.contains(.refusals) }
}
