import GuestAddress
import Unicorn

/// Accesses of drivers to the memory of their callers.
extension AccessObservation {
    /// Watches what the calls of a thread's process are about: the buffers that drivers were handed before, and the input and the
    /// opened buffers of the innermost call. Outside such calls nothing of it is watched, so that applications run at their speed.
    func watchPointers(of thread: Thread) {
        guard checksPointers else { return }
        let space = thread.addressSpace.space
        let process = thread.addressSpace.id
        hasPointers = !kernel.callerPointers.calls.isEmpty
        if let former = pointerBlocks.removeValue(forKey: thread.id), former.process == process {
            let others = pointerBlocks.values.filter { $0.process == process }
            for block in former.blocks where !others.contains(where: { $0.blocks.contains(block) }) {
                blocks(of: space)[block] &= ~Reason.pointer
            }
        }
        guard let index = kernel.callerPointers.innermost(of: thread.id) else { return }
        var wanted: Set<Int> = []
        for buffer in kernel.callerPointers.past { add(buffer.first, buffer.last, &wanted) }
        for range in kernel.callerPointers.calls[index].fetched.compactMap(\.range) {
            add(range.lowerBound, range.upperBound, &wanted)
        }
        pointerBlocks[thread.id] = (process, wanted)
        for block in wanted { blocks(of: space)[block] |= Reason.pointer }
    }

    /// A large buffer is watched where it begins and ends.
    private func add(_ first: UInt32, _ last: UInt32, _ wanted: inout Set<Int>) {
        guard first <= last, last < 0x8000_0000 else { return }
        let low = Int(first >> 16)
        let high = Int(last >> 16)
        for block in low...min(high, low + 15) { wanted.insert(block) }
        wanted.insert(high)
    }

    /// A driver may be using its caller's memory.
    func checkPointer(_ address: UInt32, _ count: UInt32, _ isWrite: Bool) {
        guard let thread = kernel.running, thread.current.isKernel,
            let index = kernel.callerPointers.innermost(of: thread.id)
        else { return }
        // A copy of the call would make each note of a read copy what was read before.
        if !kernel.callerPointers.covers(address, call: index) {
            guard kernel.callerPointers.former(address) != nil else { return }
            let actor = current(address, isWrite)
            guard isNews(.callerPointer, actor) else { return }
            kernel.checkCallerAddress(
                address, place: describe(actor, at: kernel.engine.instructions), faults: false, thread)
        } else if let buffer = kernel.callerPointers.fetched(address, count, call: index) {
            fetch(address, count, isWrite, index, buffer, thread)
        }
    }

    /// - Parameter buffer: the input buffer is 0, the others are embedded ones.
    private func fetch(
        _ address: UInt32, _ count: UInt32, _ isWrite: Bool, _ index: Int, _ buffer: Int, _ thread: Thread
    ) {
        guard !isWrite else {
            kernel.callerPointers.overwrite(address, count, call: index, buffer: buffer)
            return
        }
        guard let bytes = try? kernel.view(of: thread, privileged: true).bytes(address, count),
            let change = kernel.callerPointers.fetch(bytes, at: address, call: index, buffer: buffer)
        else { return }
        let actor = current(address, false)
        guard isNews(.doubleFetch, actor) else { return }
        let first = VirtualAddress(kernel.callerPointers.calls[index].fetched[buffer].first)
        let whose = "\(thread.addressSpace.name)'s " + (buffer == 0 ? "input buffer" : "embedded buffer at \(first)")
        find(
            .doubleFetch, .error, actor,
            "the byte at \(change.offset) of \(whose) is \(change.after) now; the same call read \(change.before) there before",
            "copy the input once, check the copy and use the copy")
    }
}
