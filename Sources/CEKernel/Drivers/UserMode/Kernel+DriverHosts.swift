import CEMemory
import GuestAddress
import Unicorn

/// Host processes of user-mode drivers, and the threads that stay in them for a call.
extension Kernel {
    private static let hostName = "udevice.exe"

    /// The host that a driver's key asks for: its group's, or a new one.
    func driverHost(for settings: DriverSettings) throws(CEError) -> DriverHost {
        let group = settings.flags & DeviceFlags.loadInOwnGroup == 0 ? settings.group : nil
        if let group, let known = drivers.host(ofGroup: group) { return known }
        let process = try makeProcess(named: Self.hostName)
        let host = DriverHost(process: process, group: group)
        process.driverHost = host
        drivers.add(host)
        return host
    }

    /// Ends a host that has no driver left.
    func releaseHost(_ host: DriverHost) {
        if host.devices.isEmpty { finishProcess(host.process, exitCode: 0) }
    }

    /// Takes the devices of a host that ends away, and its visitors back to where they came from. Its process counts as ended already.
    func hostEnded(_ host: DriverHost) {
        drivers.remove(host)
        let devices = host.devices
        host.devices = []
        for device in devices {
            drivers.devices.remove(device)
            device.isRemoved = true
            withdrawInterfaces(of: device)
            registry.deleteKey(device.activeKey)
        }
        for thread in scheduler.threadsInOrder {
            guard let first = thread.frames.firstIndex(where: { $0.visit?.process === host.process }) else { continue }
            abandon(thread, from: first)
        }
    }

    // MARK: Visits

    /// Lets a thread go on in a host, until `leaveHost`.
    /// - Parameter end: what fails when the host ends first; the stay is over by then.
    func enterHost(_ host: DriverHost, _ thread: Thread, end: HostVisit.End) throws(CEError) {
        guard host.process.isAlive else { throw .deviceRemoved }
        let process = host.process
        let stack: Reservation
        if let idle = host.takeStack() { stack = idle } else { stack = try makeHostStack(process) }
        let top = stack.base.rawValue &+ UInt32(truncatingIfNeeded: stack.size)
        let visit = HostVisit(
            process: process, stack: stack, addressSpace: thread.addressSpace,
            localStorageAddress: thread.localStorageAddress, end: end)
        thread.frames.append(
            Frame(resume: thread.resume, current: thread.current, call: thread.call, kind: .visit(visit)))
        thread.resume.sp = top &- Self.hostStackReserve
        thread.resume.cpsr = CPUMode.user.rawValue
        thread.localStorageAddress = top &- Self.localStorageSize
        move(thread, to: process, in: process)
        // The slots of a visit begin at zero, whoever had the stack before.
        do throws(GuestFault) {
            try view(of: process).fill(thread.localStorageAddress, count: Self.localStorageSize, with: 0)
        } catch {
            leaveHost(thread)
            throw .notEnoughMemory
        }
    }

    /// Takes a thread back to the caller of a driver.
    func leaveHost(_ thread: Thread) {
        guard let frame = thread.frames.last, let visit = frame.visit else { return }
        thread.frames.removeLast()
        release(visit)
        thread.resume = frame.resume
        thread.localStorageAddress = visit.localStorageAddress
        move(thread, to: frame.current, in: visit.addressSpace)
    }

    private func move(_ thread: Thread, to process: Process, in space: Process) {
        thread.current = process
        thread.addressSpace = space
        scheduler.show(thread)
    }

    /// Gives back what a visit has in its host; of a host that has ended nothing is left.
    private func release(_ visit: HostVisit) {
        guard visit.process.isAlive, let host = visit.process.driverHost else { return }
        let site = hostSite("reflector")
        for alias in visit.aliases { memory.release(alias, in: visit.process.space, site: site) }
        if !host.keepStack(visit.stack) { memory.release(visit.stack, in: visit.process.space, site: site) }
    }

    /// A thread ends within its calls: nobody hears of their results, and what it had in hosts is given back.
    func dropFrames(of thread: Thread) {
        abandonCall(of: thread)
        let frames = thread.frames
        thread.frames = []
        for frame in frames.reversed() {
            switch frame.kind {
            case .visit(let visit): release(visit)
            case .call: if let call = frame.call { observers.tell(.calls, .callEnded(call, .abandoned)) }
            }
        }
    }

    /// Takes a thread back to before a stay in a host that has ended.
    private func abandon(_ thread: Thread, from first: Int) {
        abandonCall(of: thread)
        while thread.frames.count > first + 1 {
            // What is called in the host from elsewhere has a call of its own.
            let frame = thread.frames[thread.frames.count - 1]
            if frame.isVisit { leaveHost(thread) } else { thread.frames.removeLast() }
            if let call = frame.call, call != thread.frames[first].call {
                observers.tell(.calls, .callEnded(call, .abandoned))
            }
        }
        let (call, visit) = (thread.frames[first].call, thread.frames[first].visit)
        leaveHost(thread)
        thread.call = call
        let wasWaiting = scheduler.wait(of: thread) != nil
        cancelWait(of: thread)
        complete(thread) { () throws(CallStop) in
            switch visit?.end {
            case .activation(let activation)?: try self.abandoned(activation, thread)
            case .method(let end)?: try self.failed(end, thread, .deviceRemoved)
            case .deactivation?: .value(1)
            case nil: .pending
            }
        }
        if wasWaiting, scheduler.wait(of: thread) == nil, thread.exitCode == nil { scheduler.makeReady(thread) }
    }

    private static let hostStackSize: UInt32 = 0x1_0000
    private static let localStorageSize: UInt32 = 0x100
    /// What lies above the first stack frame: thread-local storage, and room.
    private static let hostStackReserve: UInt32 = 0x200

    private func makeHostStack(_ process: Process) throws(CEError) -> Reservation {
        let site = hostSite("driver call stack")
        let stack = try memory.reserve(
            in: process.space, at: 0, size: Self.hostStackSize, purpose: .stack, site: site)
        do throws(CEError) {
            // The lowest page stays unmapped, so that an overflow faults.
            _ = try memory.commit(
                in: process.space, at: stack.base.rawValue &+ MemoryManager.pageSize,
                size: Self.hostStackSize - MemoryManager.pageSize, .readWritePages)
        } catch {
            memory.release(stack, in: process.space, site: site)
            throw error
        }
        return stack
    }
}
