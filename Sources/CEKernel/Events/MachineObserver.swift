package import CEMemory

/// Gets what the machine tells, of the kinds that it asks for.
package protocol MachineObserver: AnyObject {
    /// What it wants to be told by the kernel; fixed.
    var events: MachineEvents { get }
    /// What it wants to be told by memory; fixed.
    var memoryEvents: MemoryEvents { get }
    func observe(_ event: MachineEvent)
    func observe(_ event: MemoryEvent)
}

extension MachineObserver {
    package var events: MachineEvents { [] }
    package var memoryEvents: MemoryEvents { [] }
    package func observe(_ event: MachineEvent) {}
    package func observe(_ event: MemoryEvent) {}
}
