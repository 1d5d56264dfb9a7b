import CEMemory

extension Kernel {
    /// Closes what a process that ends has left open. Drivers are told of their opens on a thread of the kernel's own,
    /// in whose address space the process's memory is not. It is kept until the last one was told: a driver can still
    /// take away what it has mapped there, by the id that it got in XXX_Open (inferred, `Documentation/CE-Memory.md`,
    /// section 7.6).
    /// - Returns: whether drivers are told; `dismantle` follows then.
    func closeHandles(of process: Process) -> Bool {
        var opens: [DeviceOpen] = []
        memory.physical.hostWork.look(at: objects.handles.count)
        for object in objects.handles.removeAll(of: process) {
            switch object {
            case .deviceOpen(let open):
                open.handles -= 1
                if open.handles == 0, !open.isClosed { opens.append(open) }
            case .messageQueue(let end): close(end)
            case .deviceNotification(let listener): stopNotifications(listener)
            case .registryWatch(let watch): removeRegistryWatch(watch)
            case .powerNotification(let listener): stop(listener)
            case .powerRelationship(let child): drivers.power.remove(child)
            case .powerRequirement(let requirement): release(requirement)
            default: break
            }
        }
        guard !opens.isEmpty else { return false }
        do throws(CEError) {
            _ = try makeKernelThread(.rundown(Rundown(process: process, opens: WorkList(opens))))
            drivers.rundownBegan()
            return true
        } catch {
            // Without memory for the thread the drivers are not told.
            return false
        }
    }

    /// Calls PreClose and Close for each open in turn.
    func closeNext(_ rundown: Rundown, _ thread: Thread) throws(CallStop) -> CallResult {
        var rundown = rundown
        guard let open = rundown.opens.popFirst() else {
            drivers.rundownEnded()
            dismantle(rundown.process)
            return endThread(thread, exitCode: 0)
        }
        open.isClosed = true
        let methods = open.device.isRemoved ? nil : open.device.methods
        rundown.open = open
        rundown.entries = WorkList([methods?.preClose, methods?.close].compactMap(\.self))
        return try runNext(rundown, thread)
    }

    /// Calls what is left to call for the open in hand, then goes on with the next.
    func runNext(_ rundown: Rundown, _ thread: Thread) throws(CallStop) -> CallResult {
        var rundown = rundown
        guard let open = rundown.open, let entry = rundown.entries.popFirst() else {
            return try closeNext(rundown, thread)
        }
        return try callMethod(open.device, thread, entry, [open.context], then: .rundown(rundown))
    }
}
