import CEMemory
import GuestAddress
import PEImage

/// DllMain(DLL_PROCESS_ATTACH) of several modules, one after the other, and what comes then.
package struct ModuleAttachment: Codable {
    package enum End: Codable {
        /// The entry point of a new process.
        case process(ProcessStart)
        /// LoadLibrary: what was loaded, the library itself last.
        case library([Module])
        /// XXX_Init.
        case driver(Activation)
        /// CreateInstance of an installable ISR.
        case interruptHandler(InterruptHandler)
    }

    /// Those that are still to be called; the first is the one in hand.
    var modules: WorkList<Module>
    let end: End

    package init(_ modules: WorkList<Module>, then end: End) {
        self.modules = modules
        self.end = end
    }
}
