import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// An address at which no block of a heap begins: another heap's, one inside of a block, or one that was freed.
    func blockReason(
        _ address: VirtualAddress, of handle: UInt32, _ words: [ArgumentWord], _ thread: Thread
    ) -> RefusalReason {
        let process = thread.current
        let name = words.first { $0.format == .address && $0.value == address.rawValue }?.name ?? "the block"
        let values: KeyValuePairs = ["argument": name, "address": address.description]
        guard address.rawValue != 0 else { return RefusalReason("null", "\(name) is NULL", ["argument": name]) }
        let heap = process.heap.children[handle]
        let meant = heap ?? process.heap
        let text: String
        if let other = otherHeap(with: address, than: meant, process) {
            text = "is a block of \(other), and the call means \(self.name(of: heap == nil ? nil : handle, process))"
        } else if let place = meant.place(of: address.rawValue), place.hasPrefix("in ") {
            text = "is no beginning of a block: it lies \(place)"
        } else if isInHeap(address, process) {
            text =
                "is no block of \(self.name(of: heap == nil ? nil : handle, process)): it was freed before, or is none"
        } else {
            let facts = facts(of: address, thread)
            let what = facts.belongedTo.map { "it was \($0)" } ?? facts.belongsTo.map { "it is \($0)" }
            text = "is no block of a heap: \(what ?? "nothing is there")"
        }
        return RefusalReason("block", "\(name) \(address) \(text)", values)
    }

    private func isInHeap(_ address: VirtualAddress, _ process: Process) -> Bool {
        let space = processes.nk.space.covers(address) ? processes.nk.space : process.space
        return space.reservation(at: address)?.purpose == .heap
    }

    /// The heap of the process that has the block, by name.
    private func otherHeap(with address: VirtualAddress, than meant: GuestHeap, _ process: Process) -> String? {
        if process.heap !== meant, process.heap.size(of: address.rawValue) != nil { return name(of: nil, process) }
        let found = process.heap.children.filter { $0.value !== meant && $0.value.size(of: address.rawValue) != nil }
        return found.keys.min().map { name(of: $0, process) }
    }

    private func name(of handle: UInt32?, _ process: Process) -> String {
        handle.map { "heap \(addressText($0))" } ?? "the heap of \(process.name)"
    }
}
