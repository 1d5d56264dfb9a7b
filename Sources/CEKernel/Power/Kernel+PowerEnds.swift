import CEMemory

extension Kernel {
    /// ERROR_WRITE_FAULT.
    private static let writeFault = CEError(rawValue: 29)

    /// The driver in hand said no, or could not be asked.
    func refused(_ work: PowerWork, _ thread: Thread) throws(CallStop) -> CallResult {
        var work = work
        switch work.step {
        case .setting(let state, _):
            work.error = work.error ?? Self.writeFault
            if let device = work.device, case .system = work.end {
                output.writeLine("the power manager: \(device.name) refused D\(state.rawValue)")
            }
            return try goOn(with: work, thread)
        case .opening, .asking, .registering:
            // A device that answers neither is not managed.
            work.error = work.error ?? .invalidParameter
        case .getting: work.error = work.error ?? .generalFailure
        }
        return try ended(work, thread)
    }

    /// Everybody was told.
    func ended(_ work: PowerWork, _ thread: Thread) throws(CallStop) -> CallResult {
        thread.lastError = work.savedError
        switch work.end {
        case .thread: return endThread(thread, exitCode: 0)
        case .status: return work.error.map { .failure($0.rawValue) } ?? .value(0)
        case .handle(let handle): return .value(handle)
        case .relationship(let owner):
            guard let child = work.device, drivers.power.device(child.classID, child.name) === child else {
                return .failed(0, work.error ?? .invalidParameter)
            }
            return .value(objects.handles.add(.powerRelationship(child), owner: owner, site: site(ofCallOf: thread)))
        case .answer: return .failure((work.error ?? .generalFailure).rawValue)
        case .system(let transition): return try goOn(with: transition, thread)
        }
    }

    /// IOCTL_POWER_GET has answered.
    func answered(_ state: UInt32, _ work: PowerWork, _ thread: Thread) -> CallResult {
        thread.lastError = work.savedError
        guard case .answer(let pointer, let isPrivileged) = work.end else { return .value(0) }
        let caller = callerView(of: thread, privileged: isPrivileged)
        do throws(GuestFault) { try caller.setWord(state, pointer) } catch {
            return .failure(CEError.invalidParameter.rawValue)
        }
        return .value(0)
    }
}
