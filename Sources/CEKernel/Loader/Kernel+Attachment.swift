import CEMemory
import GuestAddress
import PEImage

extension Kernel {
    static let processAttach: UInt32 = 1
    static let processDetach: UInt32 = 0

    /// Calls the entry point of each module in turn; as soon as one refuses or faults the whole has failed.
    package func attach(_ attachment: ModuleAttachment, _ thread: Thread) throws(CallStop) -> CallResult {
        var attachment = attachment
        while let module = attachment.modules.first {
            module.isAttached = true
            if let entry = module.entryPoint, module.image.isDLL {
                return try callGuest(
                    thread, entry, [module.base.rawValue, Self.processAttach, 0], in: module.process,
                    then: .attach(attachment))
            }
            attachment.modules.popFirst()
        }
        switch attachment.end {
        case .process(let start): return try enter(start, thread)
        case .library(let modules):
            let base = modules.last?.base.rawValue ?? 0
            return base == 0 ? .failure(0) : .value(base)
        case .driver(let activation): return try initialize(activation, thread)
        case .interruptHandler(let handler): return try begin(handler, thread)
        }
    }

    /// An entry point has returned.
    func finish(_ attachment: ModuleAttachment, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        var attachment = attachment
        let module = attachment.modules.popFirst()
        guard result != 0 else { return try failed(attachment, thread, module, "DllMain returned FALSE") }
        return try attach(attachment, thread)
    }

    /// An entry point has faulted.
    func fail(_ attachment: ModuleAttachment, _ thread: Thread) throws(CallStop) -> CallResult {
        try failed(attachment, thread, attachment.modules.first, "exception in DllMain")
    }

    private func failed(
        _ attachment: ModuleAttachment, _ thread: Thread, _ module: Module?, _ what: String
    ) throws(CallStop) -> CallResult {
        if let module { output.writeLine("\(module.name): \(what)") }
        switch attachment.end {
        case .process(let start):
            finishProcess(start.module.process, exitCode: CEError.dllInitFailed.rawValue)
            return .pending
        case .library(let modules):
            for module in modules.reversed() { release(module) }
            throw .error(
                refuse(
                    "dll-main",
                    "DllMain of a library that was to be loaded returned FALSE, or "
                        + "faulted", .dllInitFailed))
        case .driver(let activation): return try attachFailed(activation, thread, .dllInitFailed)
        case .interruptHandler(let handler):
            attachFailed(handler)
            throw .error(
                refuse(
                    "dll-main",
                    "DllMain of a library that was to be loaded returned FALSE, or "
                        + "faulted", .dllInitFailed))
        }
    }
}
