package import CEMemory

/// Who has taken what in the processes of drivers.
extension Kernel {
    /// Notes that the code which calls has taken something; of applications nothing is noted, whose end gives it back.
    /// - Parameters:
    ///   - address: what the thing is known by.
    ///   - space: whose memory it is in, if that is not the caller's own.
    package func take(
        _ kind: Holdings.Kind, _ address: UInt32, in space: AddressSpace? = nil, _ call: borrowing Invocation
    ) {
        let process = call.thread.current
        guard process.hasDrivers else { return }
        let holding = Holdings.Holding(
            place: place(of: call.thread), function: call.callIndex, occasion: occasion(of: call.thread))
        let key = Holdings.Key(kind: kind, space: space?.owner ?? 0, address: address)
        if !process.holdings.take(key, holding), process.holdings.overflow == 1 {
            output.writeLine(
                "drivers hold more than \(Holdings.capacity) blocks and locks: of further ones no leak is told")
        }
    }

    /// The thing is given back, whoever does it.
    package func giveBack(
        _ kind: Holdings.Kind, _ address: UInt32, in space: AddressSpace? = nil, _ call: borrowing Invocation
    ) {
        let process = call.thread.current
        guard process.hasDrivers else { return }
        process.holdings.giveBack(Holdings.Key(kind: kind, space: space?.owner ?? 0, address: address))
    }

    /// A private heap goes with all its blocks.
    package func giveBack(heap: GuestHeap, handle: UInt32, _ call: borrowing Invocation) {
        let process = call.thread.current
        guard process.hasDrivers else { return }
        giveBack(.privateHeap, handle, call)
        memory.physical.hostWork.look(at: process.holdings.count, each: 16)
        process.holdings.giveBackBlocks { heap.size(of: $0) != nil }
    }
}
