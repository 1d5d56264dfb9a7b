import CEMemory

extension Kernel {
    /// Has an observer told from now on, after those that are told already.
    package func add(_ observer: any MachineObserver) {
        observers.add(observer)
        memory.physical.listening = observers.memoryEvents
    }

    /// Tells an observer no more.
    package func remove(_ observer: any MachineObserver) {
        observers.remove(observer)
        memory.physical.listening = observers.memoryEvents
    }
}
