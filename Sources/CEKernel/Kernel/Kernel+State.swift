import CEMemory
package import SavedState

/// Saving the kernel, and making it go on in another machine of the same board.
extension Kernel: SavedPart {
    package static let hostProperties: Set<String> = ["engine"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(part: memory)
        try state.carry(part: &board)
        try state.carry(part: output)
        // First of those that name the kernel's own process, which this tells apart from all others.
        try state.carry(part: &processes)
        try state.carry(part: &scheduler)
        try state.carry(part: &objects)
        try state.carry(part: &loader)
        try state.carry(part: &drivers)
        try state.carry(part: &interrupts)
        try state.carry(part: files)
        try state.carry(part: registry)
        try state.carry(part: &calling)
        try state.carry(part: &boot)
        try state.carry(part: &control)
        try state.carry(part: observers)
    }

    /// What a state that is read finds in this machine.
    package var stateEnvironment: StateEnvironment {
        var environment = StateEnvironment()
        memory.provide(to: &environment)
        environment.add(CallPositions(all: calling.table.calls.indices))
        environment.add(loader.symbolSource)
        return environment
    }

    /// The types of objects that a state of the kernel refers to. The order is part of the format.
    package static var stateTypes: [any SavedObject.Type] {
        [
            Process.self, Thread.self, AddressSpace.self, PageTables.self, Reservation.self, FileView.self,
            FileMapping.self, Module.self, GuestHeap.self, Event.self, Mutex.self, Semaphore.self, Device.self,
            DeviceOpen.self, DriverHost.self, Activation.self, GuestFile.self, OpenFile.self, FileSearch.self,
            RegistryKey.self, ExceptionDispatch.self, InterruptHandler.self, MessageQueue.self, MessageStore.self,
            MessageSide.self, BusAccess.self, DevicePower.self, DMABuffer.self, DeviceNotification.self,
            RegistryWatch.self, ManagedDevice.self, PowerRequirement.self, PowerListener.self,
            ExportedFunctions.self,
        ]
    }
}
