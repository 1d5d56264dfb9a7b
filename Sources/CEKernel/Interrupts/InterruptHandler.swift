package import SavedState

/// An installable ISR: one instance of a DLL in the kernel (documents ee478824, ms903998).
package final class InterruptHandler: SavedObject {
    let module: Module
    /// Those that were loaded for it.
    let modules: [Module]
    /// The function that the interrupt calls.
    package let function: UInt32
    let irq: UInt32
    /// Whose handle it gets.
    let owner: Process
    /// What CreateInstance returned; 0 without one.
    var instance: UInt32 = 0

    init(module: Module, modules: [Module], function: UInt32, irq: UInt32, owner: Process) {
        self.module = module
        self.modules = modules
        self.function = function
        self.irq = irq
        self.owner = owner
    }

    private enum CodingKeys: CodingKey { case module, modules, function, irq, owner }

    package func carry(_ state: StateCarrier) throws { try state.carry(&instance) }
}

/// A function of an installable ISR that is being called.
enum InterruptHandlerStep: Codable {
    /// CreateInstance, after which the handler has a handle.
    case create(InterruptHandler)
    /// DestroyInstance, after which the DLL goes.
    case destroy(InterruptHandler)
    /// The handler itself, for an interrupt.
    case service(InterruptHandler)
}
