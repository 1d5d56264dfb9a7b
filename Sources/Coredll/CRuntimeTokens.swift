import CEKernel
import CEMemory
import GuestAddress

/// strtok and its relatives. The position between calls belongs to the thread, or with the checked forms to the caller.
let cRuntimeTokenCalls: [KernelCall] = [
    token("strtok", .narrow), token("wcstok", .wide), checkedToken("strtok_s", .narrow),
    checkedToken("wcstok_s", .wide),
]

private func token(_ name: String, _ width: CharacterWidth) -> KernelCall {
    KernelCall(
        name, .full, "strToken strDelimit", source: "string.h", returns: .address, raisesFaults: true,
        wide: width == .wide
    ) { (_, call, text: GuestText, separators: GuestText) throws(CallStop) in
        let thread = call.thread
        let start = text.rawValue != 0 ? text.rawValue : thread.runtime.nextToken[width] ?? 0
        guard start != 0 else { return .value(0) }
        let found = try call.access { memory throws(GuestFault) in
            try memory.token(start, separators.rawValue, width)
        }
        thread.runtime.nextToken[width] = found.next
        return .value(found.token)
    }
}

private func checkedToken(_ name: String, _ width: CharacterWidth) -> KernelCall {
    .memory(name, "strToken strDelimit context", source: "string.h", returns: .address, wide: width == .wide) {
        (memory, text: GuestText, separators: GuestText, context: VirtualAddress) throws(GuestFault) in
        let start = try text.rawValue != 0 ? text.rawValue : memory.word(context.rawValue)
        guard start != 0 else { return 0 }
        let found = try memory.token(start, separators.rawValue, width)
        try memory.setWord(found.next, context.rawValue)
        return found.token
    }
}

extension GuestView {
    /// The next token from `start`, 0 when there is none, and where to go on. Ends the token with a terminator.
    fileprivate func token(
        _ start: UInt32, _ separators: UInt32, _ width: CharacterWidth
    ) throws(GuestFault) -> (token: UInt32, next: UInt32) {
        let set = try characterSet(separators, width)
        guard let token = try findCharacter(start, width, { $0 != 0 && !set.contains($0) }) else { return (0, 0) }
        let end = try findCharacter(token, width) { $0 != 0 && set.contains($0) }
        guard let end else { return (token, 0) }
        try setUnit(0, end, width)
        return (token, end &+ width.rawValue)
    }
}
