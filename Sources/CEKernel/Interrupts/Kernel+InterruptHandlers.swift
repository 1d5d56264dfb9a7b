import CEMemory
import GuestAddress
import PEImage

/// Loading, asking and freeing of installable ISRs.
extension Kernel {
    /// LoadIntChainHandler: loads the DLL into the kernel, makes an instance, and gives a handle for it.
    package func loadInterruptHandler(
        _ file: String, function: String, irq: UInt32, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let nk = processes.nk
        var modules: [Module] = []
        let module: Module
        if let present = self.module(named: file, in: nk) {
            present.references += 1
            module = present
        } else {
            modules = try checked { () throws(CEError) -> [Module] in
                let name = Self.withExtension(file)
                guard files.image(named: name) != nil else {
                    throw refuse("no-file", "there is no file \"\(name)\" in \\Windows or in the root", .fileNotFound)
                }
                return try load(try imageFile(named: name), into: nk)
            }
            guard let last = modules.last else { throw .error(.badExeFormat) }
            module = last
        }
        guard let entry = address(of: .name(function), in: module, depth: 0) else {
            output.writeLine("\(module.name) exports no \(function) for the chain of IRQ \(irq)")
            if modules.isEmpty { release(module) }
            for module in modules.reversed() { release(module) }
            throw .error(refuse("no-function", "\(module.name) exports no \(function)", .procNotFound))
        }
        let handler = InterruptHandler(
            module: module, modules: modules, function: entry, irq: irq, owner: thread.current)
        return try attach(ModuleAttachment(WorkList(modules), then: .interruptHandler(handler)), thread)
    }

    /// The DLL is there: CreateInstance, if it has one.
    func begin(_ handler: InterruptHandler, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let entry = address(of: .name("CreateInstance"), in: handler.module, depth: 0) else {
            return install(handler, thread)
        }
        return try callGuest(thread, entry, [], in: processes.nk, then: .interruptHandler(.create(handler)))
    }

    private func install(_ handler: InterruptHandler, _ thread: Thread) -> CallResult {
        interrupts.service.add(handler)
        return .value(
            objects.handles.add(.interruptHandler(handler), owner: handler.owner, site: site(ofCallOf: thread)))
    }

    /// CreateInstance or DestroyInstance has returned.
    func finish(_ step: InterruptHandlerStep, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        switch step {
        case .create(let handler):
            guard result != UInt32.max else { return try refuse(handler, "CreateInstance returned -1") }
            handler.instance = result
            return install(handler, thread)
        case .destroy(let handler):
            return try detach(ModuleDetachment(module: handler.module, end: .library), thread)
        case .service: return serviced(result, thread)
        }
    }

    /// CreateInstance or DestroyInstance has faulted.
    func fail(_ step: InterruptHandlerStep, _ thread: Thread) throws(CallStop) -> CallResult {
        switch step {
        case .create(let handler): try refuse(handler, "exception in CreateInstance")
        case .destroy: try finish(step, thread, 0)
        case .service(let handler): serviceFailed(handler, thread)
        }
    }

    private func refuse(_ handler: InterruptHandler, _ what: String) throws(CallStop) -> CallResult {
        output.writeLine("\(handler.module.name): \(what)")
        attachFailed(handler)
        throw .error(refuse("instance", "\(handler.module.name): \(what)", .generalFailure))
    }

    /// The DLL of a handler that did not come about goes again.
    func attachFailed(_ handler: InterruptHandler) {
        if handler.modules.isEmpty { release(handler.module) }
        for module in handler.modules.reversed() { release(module) }
    }

    /// KernelLibIoControl with a handler's handle: its IOControl, whose result is the call's.
    /// - Parameter arguments: code, input, its size, output, its size, where the size goes.
    package func ask(
        _ handler: InterruptHandler, _ arguments: [6 of UInt32], _ thread: Thread
    ) throws(CallStop) -> CallResult {
        guard let entry = address(of: .name("IOControl"), in: handler.module, depth: 0) else {
            throw .error(.notSupported)
        }
        return try callFunction(
            thread, entry,
            [
                handler.instance, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
            ], in: processes.nk)
    }

    /// FreeIntChainHandler; the handle is gone.
    package func free(_ handler: InterruptHandler, _ thread: Thread) throws(CallStop) -> CallResult {
        interrupts.service.remove(handler)
        guard let entry = address(of: .name("DestroyInstance"), in: handler.module, depth: 0) else {
            return try finish(.destroy(handler), thread, 0)
        }
        return try callGuest(
            thread, entry, [handler.instance], in: processes.nk, then: .interruptHandler(.destroy(handler)))
    }
}
