import ARMMMU
import CEDevices
package import CEKernel
import CEMemory
import GuestAddress
import MachineTerms
import OEMAddrTable
import Unicorn

/// Advice on a fault, from what is known about its address.
extension Kernel {
    package static let breakpointHint =
        "a breakpoint that was compiled in: DebugBreak or a failed assertion; the output before it may say which"

    func hint(for report: FaultReport, _ facts: AddressFacts?, _ thread: Thread) -> String? {
        if let error = report.busError { return busHint(error) }
        switch report.kind {
        case .undefinedInstruction where report.code == ExceptionCode.integerDivideByZero: return codeHint(report.code)
        case .undefinedInstruction:
            return "the bytes at PC are no instruction of this core: a jump into data, the wrong instruction set "
                + "(bit 0 of the address chooses), or code that was overwritten"
        case .breakpoint: return Self.breakpointHint
        case .supervisorCall: return "CE does not call the system by SWI"
        case .notProvided, .raised: return codeHint(report.code)
        case .dataAbort, .prefetchAbort, .busError: break
        }
        guard let facts, let address = report.address else { return nil }
        if report.fault?.kind == .alignment {
            return "the address is not a multiple of what the access needs; read it by bytes, or mark the pointer "
                + "__unaligned"
        }
        return stateHint(report, facts, address, thread)
    }

    private func codeHint(_ code: UInt32) -> String? {
        switch code {
        case ExceptionCode.integerDivideByZero: "the divisor is 0: check it before the division"
        case ExceptionCode.stackOverrun:
            "a local array of that function was written past its end before the function returned: look at what it "
                + "copies there"
        default: nil
        }
    }

    private func busHint(_ error: BusError) -> String {
        if error.objection != nil { return "use 32-bit accesses to the device's registers (READ_REGISTER_ULONG)" }
        let range = AddressRange(base: error.address, clampedSize: 1)
        let row = board.staticMap.reaches(range) ? "a row of the static map leads there, but " : ""
        return
            "\(row)the board file lists no RAM bank and no device there: check the physical address against the board"
    }

    private func stateHint(
        _ report: FaultReport, _ facts: AddressFacts, _ address: VirtualAddress, _ thread: Thread
    ) -> String? {
        let isPrivileged = report.registers.mode?.isPrivileged ?? true
        switch facts.state {
        case .null:
            return report.access == .execute
                ? "a call through a function pointer that is NULL"
                : "a NULL pointer, used with an offset of \(address.rawValue)"
        case .reserved:
            return
                "the range is only reserved: VirtualAlloc with MEM_COMMIT or VirtualCopyEx has to put memory behind it"
        case .guardedBlock(let isFreed):
            return isFreed ? "the block is used after its free" : "the block is too small, or the loop too long"
        case .viewPage:
            return exhaustion.map {
                "\($0): a page of a view is taken when it is touched, and this one could not be had"
            }
                ?? "the page of the view could not be had: the file behind it has no such part"
        case .guardPage: return "the guard page is an ordinary page from now on"
        case .noAccess: return "the page is PAGE_NOACCESS: VirtualProtect gives it rights"
        case .belowStack:
            if report.reason != .stackOverflow, let exhaustion { return "\(exhaustion): the stack cannot get its page" }
            return "the stack is used up: look for deep recursion or large local arrays, or give the thread more stack"
        case .imageSection(let writable) where report.access == .write && !writable:
            return "constants and code are read-only, for the kernel as well"
        case .systemCall:
            return report.access == .execute
                ? "a system call that the machine does not have"
                : "system calls are made by branching to these addresses: nothing is there to read or write"
        case .staticMap, .kernelData, .mapped, .imageSection:
            return permissionHint(report, address, isPrivileged: isPrivileged)
        case .free:
            if let other = facts.otherOwner { return otherHint(other, report, isReleased: facts.belongedTo != nil) }
            if let image = facts.unloaded {
                return
                    "\(image) was unloaded while somebody still had a pointer into it: threads, callbacks and timers "
                    + "have to end before XXX_Deinit or FreeLibrary"
            }
            if facts.belongedTo != nil {
                return "a pointer was kept after its memory was released: clear it where the memory is given back"
            }
            return freeHint(report, address, thread, isPrivileged: isPrivileged)
        }
    }

    private func permissionHint(_ report: FaultReport, _ address: VirtualAddress, isPrivileged: Bool) -> String? {
        if report.reason == .external {
            return "the mapping leads to where the board has neither RAM nor a device: check the physical address that "
                + "was mapped"
        }
        guard report.reason == .permission else { return nil }
        if !isPrivileged, processes.nk.space.covers(address) {
            return report.access == .execute
                ? "application code cannot run in the kernel's half"
                : "applications cannot touch the kernel's half: let a driver map the memory into the process "
                    + "(VirtualAllocEx and VirtualCopyEx), or copy it in an IOCTL"
        }
        switch report.access {
        case .execute?: return "the page is data: VirtualAlloc with PAGE_EXECUTE_READWRITE for code made at run time"
        case .write?: return "the page is read-only, for the kernel as well: map or protect it PAGE_READWRITE"
        default: return nil
        }
    }

    /// What a `throw` of C++ comes to here.
    func throwHint(_ exception: SoftwareException, _ thread: Thread) -> String {
        let view = view(of: thread, privileged: true)
        let type =
            exception.parameters.count > 2
            ? CxxException.typeName(throwInformation: exception.parameters[2], view) : nil
        return "C++ code threw \(type ?? "an exception"): __except and __finally blocks run here, catch blocks and "
            + "destructors do not"
    }

    /// A branch to where CE 5 has its system calls, on a system that has them elsewhere.
    private func ce5Hint(_ address: VirtualAddress) -> String? {
        guard memory.profile.layout.firstMethod != CE5Traps.firstMethod,
            let name = CE5Traps.name(at: address.rawValue)
        else { return nil }
        return "a system call of CE 5\(name.isEmpty ? "" : ", \(name)"): the image was built for CE 5, whose calls lie "
            + "below 0x\(hexadecimal(CE5Traps.firstMethod)); \(memory.profile.title) has its own below "
            + "0x\(hexadecimal(memory.profile.layout.firstMethod))"
    }

    /// A number that is a pointer in another process only.
    private func otherHint(_ other: String, _ report: FaultReport, isReleased: Bool) -> String {
        let what = "a pointer of \(other)" + (isReleased ? ", whose memory there is released," : "")
        return
            "\(what) means nothing elsewhere: memory is shared by a named file mapping or through a driver, "
            + "and a driver "
            + "opens what its caller points to (CeOpenCallerBuffer) while the call lasts"
    }

    private func freeHint(
        _ report: FaultReport, _ address: VirtualAddress, _ thread: Thread, isPrivileged: Bool
    ) -> String? {
        if report.access == .execute, let hint = ce5Hint(address) { return hint }
        if report.access == .execute, let slot = smashedReturn(to: address, report, thread) {
            return "a function returned to this address: its return address on the stack at 0x\(hexadecimal(slot)) was "
                + "overwritten; look for a local array that is written past its end"
        }
        // Numbers that are physical addresses of the board are the commonest wrong pointers of drivers.
        let physical = PhysicalAddress(address.rawValue)
        if let bank = memory.physical.banks.first(where: { $0.range.contains(physical) }) {
            let page = AddressRange(base: physical.roundedDown(to: MemoryManager.pageSize), clampedSize: 4096)
            let what =
                board.staticMap.reaches(page)
                ? "RAM that the static map has elsewhere" : "RAM above the static map, which nobody has mapped"
            return "as a physical address the number is \(what) (bank \(bank.range)): pointers are virtual addresses, "
                + "VirtualCopyEx with PAGE_PHYSICAL makes one"
        }
        if let window = memory.physical.windows.first(where: { $0.range.contains(physical) }) {
            return
                "as a physical address the number is a device's register (\(window.range)): map it with MmMapIoSpace "
                + "or VirtualCopyEx"
        }
        if report.access == .execute {
            return "a wild branch: a function pointer or return address was overwritten, or its DLL was unloaded"
        }
        if isPrivileged, !processes.nk.space.covers(address), report.process == processes.nk.name {
            return
                "a pointer of another process, or one that is not valid any more, used in a driver: the caller's "
                + "memory is there only while its call lasts"
        }
        return "nothing was ever here: the pointer is wild or was never set"
    }
}
