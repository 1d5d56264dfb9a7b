package import CEMemory
import GuestAddress

/// DllMain(DLL_PROCESS_DETACH) of a module that loses its last reference, and what comes then.
package struct ModuleDetachment: Codable {
    package enum End: Codable {
        /// FreeLibrary.
        case library
        /// An activation that has failed, and why.
        case activation(Activation, CEError)
        /// DeactivateDevice.
        case deactivation(Device)
    }

    let module: Module
    let end: End

    package init(module: Module, end: End) {
        self.module = module
        self.end = end
    }
}
