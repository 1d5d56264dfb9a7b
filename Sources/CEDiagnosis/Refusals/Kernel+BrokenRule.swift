import CEKernel
import CEMemory
import GuestAddress

/// What calls say of the rules that they check.
extension Kernel {
    func reason(
        _ rule: BrokenRule, _ words: [ArgumentWord], _ description: CallDescription, _ thread: Thread
    ) -> RefusalReason {
        switch rule {
        case .words(let rule, let text): return RefusalReason(rule, text)
        case .pointer(let address): return pointerReason(address, words, thread)
        case .handle(let handle, let kind, let place):
            let name = place ?? words.first { $0.format.isHandle && $0.value == handle }?.name ?? "the handle"
            return handleReason(handle, named: name, takes: kind, description, thread)
        case .identifier(let number, let kind): return identifierReason(number, of: kind, words, thread)
        case .block(let address, let heap):
            return blockReason(VirtualAddress(address), of: heap, words, thread)
        case .address(let address, let what): return addressReason(address, takes: what, words, description, thread)
        case .opened(let file): return openedReason(file)
        case .noHandles: return handlesReason()
        }
    }

    /// How far behind a pointer an address may be that the call reached through it.
    private static let farthestMember: UInt32 = 0x1_0000

    /// An address that the call could not reach, by the argument that led there.
    private func pointerReason(_ address: VirtualAddress, _ words: [ArgumentWord], _ thread: Thread) -> RefusalReason {
        let raw = address.rawValue
        let led = words.filter {
            $0.format.isPointer && raw >= $0.value && raw - $0.value < Self.farthestMember
        }.max { $0.value < $1.value }
        guard let led else {
            return RefusalReason(
                "pointer", "what an argument points to leads to \(address), where \(whoHas(address, thread))",
                ["address": address.description])
        }
        guard led.value >= 0x1_0000 else {
            let what = led.value == 0 ? "NULL" : "\(addressText(led.value)), which is no address"
            return RefusalReason("null", "\(led.name) is \(what)", ["argument": led.name])
        }
        let offset = raw - led.value
        let at = offset == 0 ? "" : " at offset 0x\(String(offset, radix: 16))"
        return RefusalReason(
            "pointer", "\(led.name) \(addressText(led.value)) leads\(at) to where \(whoHas(address, thread))",
            ["argument": led.name, "address": address.description])
    }

    /// Who has, or had, what a call could not reach.
    private func whoHas(_ address: VirtualAddress, _ thread: Thread) -> String {
        let facts = facts(of: address, thread)
        guard facts.state == .free else {
            return "the call may not reach: it is \(facts.belongsTo ?? "somebody's")"
        }
        return facts.belongedTo.map { "nothing is any more: it was \($0)" }
            ?? facts.belongsTo.map { "there is \($0)" } ?? "there is nothing"
    }

    /// An id that is none, or a handle in an id's place.
    private func identifierReason(
        _ number: UInt32, of kind: String, _ words: [ArgumentWord], _ thread: Thread
    ) -> RefusalReason {
        let name = words.first { $0.value == number }?.name ?? "the id"
        let values: KeyValuePairs = ["argument": name, "id": addressText(number)]
        if objects.handles[number, thread.current] != nil {
            return RefusalReason(
                "id",
                "\(name) \(addressText(number)) is a handle of \(HandleText.kind(number, thread.current, self)), and "
                    + "the "
                    + "call takes the id of a \(kind)", values)
        }
        if let owner = owner(ofIdentifier: number) {
            return RefusalReason(
                "id", "\(name) \(addressText(number)) is the id of \(owner), and the call takes that of a \(kind)",
                values)
        }
        return RefusalReason("id", "no \(kind) has the id \(addressText(number))", values)
    }

    /// An address where something else is than the call takes.
    private func addressReason(
        _ address: VirtualAddress, takes what: String, _ words: [ArgumentWord], _ description: CallDescription,
        _ thread: Thread
    ) -> RefusalReason {
        let name = words.first { $0.format == .address && $0.value == address.rawValue }?.name ?? "the address"
        let facts = facts(of: address, thread)
        let place = facts.belongedTo.map { "it was \($0)" } ?? facts.belongsTo ?? "nothing is there"
        return RefusalReason(
            "address", "\(description.name) takes \(what), and \(name) is \(address): \(place)",
            ["argument": name, "address": address.description])
    }

    /// Who has a file open.
    private func openedReason(_ file: GuestFile) -> RefusalReason {
        let name = "\"\(file.name)\""
        guard let holder = objects.handles.holder(of: file) else {
            return RefusalReason("open", "\(name) is open: a file mapping or a view keeps it so", ["file": file.name])
        }
        let share = holder.open.share == 0 ? ", shared with nobody" : ""
        return RefusalReason(
            "open", "\(holder.owner.name) has \(name) open\(share): opened by \(describe(holder.site))",
            ["file": file.name, "process": holder.owner.name])
    }

    /// Every handle that there can be is open: who has most of them.
    private func handlesReason() -> RefusalReason {
        let count = objects.handles.count
        guard let most = objects.handles.most else {
            return RefusalReason("handles", "\(count) handles are open, and there can be no more")
        }
        let kind = most.kind.rawValue
        return RefusalReason(
            "handles",
            "\(count) handles are open, and there can be no more: \(most.count) of them, each \(kind), are "
                + "\(most.owner.name)'s, made by \(describe(most.site))",
            ["open": "\(count)", "most": "\(most.count)"])
    }

    /// What an id is of: `thread 0x00400012 of ra.exe`, `process ra.exe`.
    func owner(ofIdentifier number: UInt32) -> String? {
        if let process = processes.living[number] { return "process \(process.name)" }
        return scheduler.threads.first { $0.id == number }.map { "a thread of \($0.owner.name)" }
    }
}

extension ArgumentFormat {
    /// Whether the argument stands for an object.
    var isHandle: Bool { [.handle, .process, .registryKey].contains(self) }

    /// Whether the argument leads to memory.
    var isPointer: Bool {
        switch self {
        case .address, .narrowString, .wideString, .text, .numberOrWideString, .numberOrNarrowString: true
        default: false
        }
    }
}
