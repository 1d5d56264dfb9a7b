extension Kernel {
    /// Closes what a process that ends has left open. Drivers are told of their opens on a thread of the kernel's own: the process's
    /// address space is gone by then.
    func closeHandles(of process: Process) {
        var opens: [DeviceOpen] = []
        memory.physical.hostWork.look(at: handles.count)
        for object in handles.removeAll(of: process) {
            if case .deviceOpen(let open) = object, !open.isClosed { opens.append(open) }
        }
        guard !opens.isEmpty else { return }
        do throws(CEError) {
            _ = try makeKernelThread { kernel, thread throws(CallStop) in try kernel.close(opens[...], thread) }
            rundowns += 1
        } catch {
            // Without memory for the thread the drivers are not told.
            return
        }
    }

    /// Calls PreClose and Close for each open in turn.
    private func close(_ opens: ArraySlice<DeviceOpen>, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let open = opens.first else {
            rundowns -= 1
            return endThread(thread, exitCode: 0)
        }
        let rest = opens.dropFirst()
        open.isClosed = true
        let methods = open.device.isRemoved ? nil : open.device.methods
        return try run([methods?.preClose, methods?.close].compactMap(\.self)[...], open, thread) {
            kernel, thread throws(CallStop) in
            return try kernel.close(rest, thread)
        }
    }

    private func run(
        _ entries: ArraySlice<UInt32>, _ open: DeviceOpen, _ thread: Thread,
        then: @escaping (Kernel, Thread) throws(CallStop) -> CallResult
    ) throws(CallStop) -> CallResult {
        guard let entry = entries.first else { return try then(self, thread) }
        let rest = entries.dropFirst()
        return try callMethod(
            open.device, thread, entry, [open.context],
            failed: { kernel, thread, error throws(CallStop) in
                try kernel.run(error == .deviceRemoved ? [] : rest, open, thread, then: then)
            },
            then: { kernel, thread, _ throws(CallStop) in try kernel.run(rest, open, thread, then: then) })
    }
}
