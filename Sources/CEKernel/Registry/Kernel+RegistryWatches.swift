package import CEMemory

/// Those who wait for changes of the registry.
extension Kernel {
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    package func addRegistryWatch(_ watch: RegistryWatch) throws(CEError) {
        guard registry.watches.count < Registry.maximumWatches else { throw .notEnoughMemory }
        registry.watches.append(watch)
    }

    package func removeRegistryWatch(_ watch: RegistryWatch) { registry.watches.removeAll { $0 === watch } }

    /// Wakes those who wait for what has changed since this was called last.
    package func tellRegistryWatches() {
        for watch in registry.takeChanged() {
            watch.event.isSignalled = true
            signal(watch.event)
        }
    }
}
