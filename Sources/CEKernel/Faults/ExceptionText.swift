import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

extension Kernel {
    /// The two lines that CE prints for an exception, field by field (`Documentation/CE-Memory.md`, section 8.2).
    func exceptionText(_ report: FaultReport, _ thread: Thread) -> [String] {
        let (name, id) = report.kind.exception
        let number = memory.profile.printsHexadecimalExceptionID && id >= 0 ? "0x\(String(id, radix: 16))" : "\(id)"
        let current = thread.current
        let active = thread.addressSpace
        let first =
            "Exception '\(name)' (\(number)): Thread-Id=\(hexadecimal(thread.id))(pth=\(hexadecimal(objectAddress(thread.id)))), "
            + "Proc-Id=\(hexadecimal(current.id))(pprc=\(hexadecimal(objectAddress(current.id)))) '\(current.name)', "
            + "VM-active=\(hexadecimal(active.id))(pprc=\(hexadecimal(objectAddress(active.id)))) '\(active.name)'"
        let registers = report.registers
        let second =
            "PC=\(hexadecimal(registers.pc))(\(moduleOffset(registers.pc, thread))) "
            + "RA=\(hexadecimal(registers.lr & ~1))(\(moduleOffset(registers.lr & ~1, thread))) "
            + "SP=\(hexadecimal(registers.sp)), BVA=\(hexadecimal(report.address?.rawValue ?? 0))"
        return [first, second]
    }

    /// CE prints kernel pointers; here each object has a fixed one in the kernel's half, derived from its id.
    private func objectAddress(_ id: UInt32) -> UInt32 { 0xC800_0000 | id & 0x00FF_FFFF }

    /// `smd.dll+0x00001234`, `???+0x…` outside every module.
    private func moduleOffset(_ address: UInt32, _ thread: Thread) -> String {
        if let (module, offset) = module(at: address, thread) { return "\(module.name)+0x\(hexadecimal(offset))" }
        if address >= calling.traps.provided, calling.traps.decode(address) != nil {
            return "coredll.dll+0x\(hexadecimal(address &- calling.traps.provided))"
        }
        return "???+0x\(hexadecimal(address))"
    }

    /// The module that an address lies in: of the kernel's half the kernel's modules, of the low half the active process's.
    package func module(at address: UInt32, _ thread: Thread) -> (module: Module, offset: UInt32)? {
        module(at: address, in: thread.addressSpace)
    }

    /// The same of what code of a process sees.
    func module(at address: UInt32, in space: Process) -> (module: Module, offset: UInt32)? {
        let process = processes.nk.space.covers(VirtualAddress(address)) ? processes.nk : space
        guard let module = process.modules.first(where: { $0.range.contains(VirtualAddress(address)) }) else {
            return nil
        }
        return (module, address - module.base.rawValue)
    }

    /// The function of the machine that an address means, or lies in.
    private func providedCall(at address: UInt32) -> Int? {
        if case .providedCall(let slot)? = calling.traps.decode(address) { return calling.table.index(atSlot: slot) }
        return calling.guestCode.call(at: address)
    }

    /// Where a thread began: its first function, or what the kernel made it for.
    package func startPlace(of thread: Thread) -> String {
        if thread === interrupts.service.thread { return "installable ISRs" }
        if thread.id == boot.threadID { return "boot" }
        guard let entry = entry(of: thread) else { return "main" }
        return describe(entry, thread)
    }

    /// The same with the function's name, as far as that is known.
    package func namedStart(of thread: Thread) -> String {
        guard thread !== interrupts.service.thread, thread.id != boot.threadID, let entry = entry(of: thread) else {
            return startPlace(of: thread)
        }
        return namedPlace(entry & ~1, thread, isReturn: false).replacing("+0x0, ", with: ", ").replacing(
            "+0x0)", with: ")")
    }

    /// A thread's first function.
    private func entry(of thread: Thread) -> UInt32? {
        if case .function(let start, _, _) = thread.pendingStart { return start }
        return thread.frames.first?.entry
    }

    /// `smd.dll+0x1234 (CopyFrame+0x12, smd.c:143)`, as far as names are known.
    /// - Parameter isReturn: whether it is where a call comes back to.
    package func namedPlace(_ address: UInt32, _ thread: Thread, isReturn: Bool) -> String {
        let place = describe(address, thread)
        guard let (module, offset) = module(at: address, thread),
            let name = module.symbols.place(at: offset, isReturn: isReturn)
        else { return place }
        return "\(place) (\(name))"
    }

    /// `smd.dll+0x1234`, `coredll!memcpy`, or the bare address.
    package func describe(_ address: UInt32, _ thread: Thread) -> String {
        if let (module, offset) = module(at: address, thread) {
            return "\(module.name)+0x\(String(offset, radix: 16))"
        }
        if let index = providedCall(at: address) {
            let call = calling.table.calls[index]
            return "\(call.library.rawValue.dropLast(4))!\(call.name)"
        }
        return "0x\(hexadecimal(address))"
    }
}
