package import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// Who is in a critical section or has a mutex, and since where.
extension Kernel {
    /// `critical section gLock (smd.dll) at 0xc0013030`, without the name where no companion file knows the variable.
    package func name(of section: CriticalSectionKey) -> String {
        let address = VirtualAddress(section.address)
        let process = processes.all.first { $0.number == section.process }
        guard let module = process?.modules.first(where: { $0.range.contains(address) }),
            let name = module.symbols.variable(at: section.address &- module.base.rawValue)
        else { return "critical section \(address)" }
        return "critical section \(name) (\(module.name)) at \(address)"
    }

    /// `, which thread 0x00400012 of app.exe is in since 0.010 s: taken at …`; nothing of one that nobody is in.
    func holding(of section: CriticalSectionKey) -> String {
        if let thread = owner(of: section) {
            guard let taking = thread.lockPlaces.taking(of: section.address) else {
                return ", which \(name(of: thread)) is in"
            }
            let place = lockPlace(taking.returnAddress, of: section, at: taking.at, thread.owner.id)
            return ", which \(name(of: thread)) is in since \(moment(taking.at)): taken at \(place)"
                + (thread.hasLeftCall(of: taking) ? ", in a call of the driver that has returned since" : "")
        }
        guard let id = ownerID(of: section) else { return "" }
        guard let ended = scheduler.ended[id] else {
            return ", which thread 0x\(hexadecimal(id)) was in that is not there any more"
        }
        let thread = "thread 0x\(hexadecimal(id)) of \(ended.process)"
        guard let taking = ended.locks.taking(of: section.address) else { return ", which \(thread) was in" }
        let place = lockPlace(taking.returnAddress, of: section, at: taking.at, ended.codeProcess)
        return ", which \(thread) took at \(place) and never left: it ended at \(moment(ended.at))"
            + (ended.fault.map { ", by the exception at \($0)" } ?? "")
    }

    /// Who leaves a section that nobody is in who lives.
    func formerOwner(of section: CriticalSectionKey) -> String {
        guard let id = ownerID(of: section) else { return "nobody: no thread is in it any more" }
        return "nobody: thread 0x\(hexadecimal(id)) has ended without LeaveCriticalSection"
    }

    /// `, taken at …`, of a mutex that a thread has.
    func taking(of mutex: Mutex, _ thread: Thread) -> String {
        guard mutex.takenAt != 0 else { return "" }
        return ", taken at \(namedPlace(mutex.takenAt, thread, isReturn: true))"
    }

    /// The code that took a section: of the kernel's half, or of the process that the section is of.
    private func lockPlace(
        _ address: UInt32, of section: CriticalSectionKey, at instructions: UInt64, _ owner: UInt32
    ) -> String {
        let isKernels = processes.nk.space.covers(VirtualAddress(address))
        let process = isKernels ? processes.nk.id : processes.all.first { $0.number == section.process }?.id ?? owner
        return loader.history.place(address, process: process, at: instructions) ?? "0x\(hexadecimal(address))"
    }

    /// `0.010 s`, of instructions since boot.
    func moment(_ instructions: UInt64) -> String {
        let milliseconds = board.clock.nanoseconds(instructions) / 1_000_000
        let rest = "\(milliseconds % 1000)"
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) s"
    }
}
