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
        if let hint = handleHint(report, address, thread) { return hint }
        if report.fault?.kind == .alignment {
            guard report.kernelCall?.hasPrefix("Interlocked") != true else {
                return "the address is not a multiple of 4, and no Interlocked function takes another: align the "
                    + "member, or guard it with a critical section"
            }
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
        case .reserved where facts.changed != nil:
            return
                "the page was given back with MEM_DECOMMIT while a pointer to it was still in use: commit it again, or "
                + "clear the pointer there"
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
        case .belowStack(let isOfKernel):
            if report.reason != .stackOverflow, let exhaustion { return "\(exhaustion): the stack cannot get its page" }
            return "the stack is used up: look for deep recursion or large local arrays, or "
                + (isOfKernel
                    ? "work in a thread of the driver's own: the size of the stack that drivers are called on is the "
                        + "kernel's, whatever CreateThread was given"
                    : "give the thread more stack")
        case .imageSection(let writable) where report.access == .write && !writable:
            return "constants and code are read-only, for the kernel as well"
        case .systemCall:
            return report.access == .execute
                ? "a system call that the machine does not have"
                : "system calls are made by branching to these addresses: nothing is there to read or write"
        case .staticMap, .kernelData, .mapped, .imageSection:
            return permissionHint(report, facts, address, isPrivileged: isPrivileged)
        case .free: return freeHint(report, facts, address, thread)
        }
    }

    private func permissionHint(
        _ report: FaultReport, _ facts: AddressFacts, _ address: VirtualAddress, isPrivileged: Bool
    ) -> String? {
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
        case .write? where facts.changed != nil:
            return "\(facts.changed?.function ?? "") took the right to write: give it back before the write, or change "
                + "the rights of fewer pages (they are changed by whole pages)"
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
}
