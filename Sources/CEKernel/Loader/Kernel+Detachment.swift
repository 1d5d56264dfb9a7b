import CEMemory
import GuestAddress

extension Kernel {
    /// Drops a reference to a module; with the last one it is unloaded.
    func release(_ module: Module) {
        // With a process its modules are gone; one that frees itself while it is detached is gone, too.
        guard module.process.isAlive, module.references > 0 else { return }
        module.references -= 1
        if module.references <= 0 { unload(module) }
    }

    /// Drops a reference to a module, as FreeLibrary does: with the last one its entry is called with DLL_PROCESS_DETACH, and it is
    /// unloaded, whatever the entry says or does.
    package func detach(_ detachment: ModuleDetachment, _ thread: Thread) throws(CallStop) -> CallResult {
        let module = detachment.module
        guard module.process.isAlive, module.references == 1, module.isAttached, let entry = module.entryPoint else {
            return try finish(detachment, thread)
        }
        // An entry that frees its own library is not called for that.
        module.isAttached = false
        return try callGuest(
            thread, entry, [module.base.rawValue, Self.processDetach, 0], in: module.process, then: .detach(detachment))
    }

    /// The entry has returned, or faulted, or there is none.
    func finish(_ detachment: ModuleDetachment, _ thread: Thread) throws(CallStop) -> CallResult {
        release(detachment.module)
        switch detachment.end {
        case .library: return .value(1)
        case .activation(let activation, let error): return try detached(activation, error, thread)
        case .deactivation(let device): return try detached(device, thread)
        }
    }
}
