import CEDevices
package import CEKernel
import CEMemory
import GuestAddress
import Unicorn

/// The widths of a register access, as ceddk's function names have them.
private enum RegisterWidth: UInt32, CaseIterable {
    case byte = 1
    case halfword = 2
    case word = 4

    var name: String {
        switch self {
        case .byte: "UCHAR"
        case .halfword: "USHORT"
        case .word: "ULONG"
        }
    }
}

/// READ_PORT_UCHAR to WRITE_REGISTER_BUFFER_ULONG of ceddk (header ceddk.h of the public SDK; what they do was seen in
/// shipped libraries): one plain access of the width at the address. Ports are addresses like any other on ARM. The
/// buffer forms make every access at the same address.
let registerAccessCalls: [KernelCall] = ["PORT", "REGISTER"].flatMap { space in
    RegisterWidth.allCases.flatMap { width in
        [
            readCall("READ_\(space)_\(width.name)", width), writeCall("WRITE_\(space)_\(width.name)", width),
            readBufferCall("READ_\(space)_BUFFER_\(width.name)", width),
            writeBufferCall("WRITE_\(space)_BUFFER_\(width.name)", width),
        ]
    }
}

private func readCall(_ name: String, _ width: RegisterWidth) -> KernelCall {
    KernelCall(
        name, .full, "Register", library: .ceddk, source: "ceddk.h", returns: .hexadecimal, raisesFaults: true
    ) { (kernel, call, register: VirtualAddress) throws(CallStop) in
        .value(try kernel.load(register.rawValue, width.rawValue, call))
    }
}

private func writeCall(_ name: String, _ width: RegisterWidth) -> KernelCall {
    KernelCall(
        name, .full, "Register Value", library: .ceddk, source: "ceddk.h", returns: .none, raisesFaults: true
    ) { (kernel, call, register: VirtualAddress, value: Word) throws(CallStop) in
        try kernel.store(value.rawValue, register.rawValue, width.rawValue, call)
        return .value(0)
    }
}

private func readBufferCall(_ name: String, _ width: RegisterWidth) -> KernelCall {
    KernelCall(
        name, .full, "Register Buffer Count", library: .ceddk, source: "ceddk.h", returns: .none, raisesFaults: true
    ) { (kernel, call, register: VirtualAddress, buffer: VirtualAddress, count: UInt32) throws(CallStop) in
        try kernel.transfer(call, buffer.rawValue, count, width.rawValue) { item throws(CallStop) in
            let value = try kernel.load(register.rawValue, width.rawValue, call)
            try kernel.store(value, item, width.rawValue, call)
        }
    }
}

private func writeBufferCall(_ name: String, _ width: RegisterWidth) -> KernelCall {
    KernelCall(
        name, .full, "Register Buffer Count", library: .ceddk, source: "ceddk.h", returns: .none, raisesFaults: true
    ) { (kernel, call, register: VirtualAddress, buffer: VirtualAddress, count: UInt32) throws(CallStop) in
        try kernel.transfer(call, buffer.rawValue, count, width.rawValue) { item throws(CallStop) in
            let value = try kernel.load(item, width.rawValue, call)
            try kernel.store(value, register.rawValue, width.rawValue, call)
        }
    }
}

extension Kernel {
    /// Reads as a load of the caller's would: what nothing answers or a device refuses is the caller's fault.
    package func load(
        _ address: UInt32, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let value = try call.access { memory throws(GuestFault) in try memory.item(address, size) }
        if let error = board.busErrors.take() { throw .busError(error) }
        return value
    }

    fileprivate func store(
        _ value: UInt32, _ address: UInt32, _ size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.setItem(value, address, size) }
        if let error = board.busErrors.take() { throw .busError(error) }
    }

    /// Runs over the items of a buffer, the second and third argument; each costs what a loop of the guest would need
    /// for it. A long one makes its call again for the rest, with r1 and r2 as far as they have got, so that other
    /// threads and limits of the run get their turn.
    fileprivate func transfer(
        _ call: borrowing Invocation, _ buffer: UInt32, _ items: UInt32, _ size: UInt32,
        _ body: (UInt32) throws(CallStop) -> Void
    ) throws(CallStop) -> CallResult {
        let count = min(items, Self.itemsAtOnce)
        engine.advanceClock(by: UInt64(count) * Self.instructionsPerItem)
        for index in 0..<count { try body(buffer &+ index &* size) }
        guard count < items else { return .value(0) }
        call.thread.registers.r[1] = buffer &+ count &* size
        call.thread.registers.r[2] = items - count
        return .pending
    }

    private static var itemsAtOnce: UInt32 { 0x1_0000 }
    /// Load, store, count, branch.
    private static var instructionsPerItem: UInt64 { 5 }
}
