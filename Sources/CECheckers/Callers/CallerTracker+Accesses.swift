import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Accesses of drivers to the memory of their callers.
extension CallerTracker {
    /// - Parameter address: in the user's half.
    func check(_ address: UInt32, _ count: UInt32, _ isWrite: Bool) {
        guard let watcher, let thread = kernel.scheduler.running, thread.current.isKernel,
            let index = pointers.innermost(of: thread.id)
        else { return }
        // A copy of the call would make each note of a read copy what was read before.
        if !pointers.covers(address, call: index) {
            guard pointers.former(address) != nil else { return }
            let actor = watcher.current(address, isWrite)
            guard watcher.isNews(0, of: self, at: actor) else { return }
            tellUse(
                of: address, at: watcher.describe(actor, at: kernel.engine.instructions), faults: false, thread)
        } else if let buffer = pointers.fetched(address, count, call: index) {
            fetch(address, count, isWrite, index, buffer, thread, watcher)
        }
    }

    /// - Parameter buffer: the input buffer is 0, the others are embedded ones.
    private func fetch(
        _ address: UInt32, _ count: UInt32, _ isWrite: Bool, _ index: Int, _ buffer: Int, _ thread: Thread,
        _ watcher: AccessWatcher
    ) {
        guard !isWrite else {
            pointers.overwrite(address, count, call: index, buffer: buffer)
            return
        }
        guard let bytes = try? kernel.view(of: thread, privileged: true).bytes(address, count),
            let change = pointers.fetch(bytes, at: address, call: index, buffer: buffer)
        else { return }
        let fetch = SecondFetch(
            watcher: watcher, address: address, change: change, buffer: buffer,
            first: pointers.calls[index].fetched[buffer].first, caller: thread.addressSpace)
        for checker in checkers { checker.fetchedAgain(fetch) }
    }

    // MARK: What is watched

    /// Watches what the calls of a thread's process are about: the buffers that drivers were handed before, and the
    /// input and the opened buffers of the innermost call. Outside such calls nothing of it is watched, so that
    /// applications run at their speed.
    func watchPointers(of thread: Thread) {
        guard let watcher else { return }
        let space = thread.addressSpace.space
        let process = thread.addressSpace.id
        hasPointers = !pointers.calls.isEmpty
        watcher.settle()
        if let former = watchedBlocks.removeValue(forKey: thread.id), former.process == process {
            let others = watchedBlocks.values.filter { $0.process == process }
            for block in former.blocks where !others.contains(where: { $0.blocks.contains(block) }) {
                watcher.blocks(of: space)[block] &= ~AccessWatcher.Reason.pointer
            }
        }
        guard let index = pointers.innermost(of: thread.id) else { return }
        var wanted: Set<Int> = []
        for buffer in pointers.past { add(buffer.first, buffer.last, &wanted) }
        for range in pointers.calls[index].fetched.compactMap(\.range) {
            add(range.lowerBound, range.upperBound, &wanted)
        }
        watchedBlocks[thread.id] = (process, wanted)
        for block in wanted { watcher.blocks(of: space)[block] |= AccessWatcher.Reason.pointer }
        kernel.engine.watchMore()
    }

    /// A large buffer is watched where it begins and ends.
    private func add(_ first: UInt32, _ last: UInt32, _ wanted: inout Set<Int>) {
        guard first <= last, last < 0x8000_0000 else { return }
        let low = Int(first >> 16)
        let high = Int(last >> 16)
        for block in low...min(high, low + 15) { wanted.insert(block) }
        wanted.insert(high)
    }
}
