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
            accessCall("READ_\(space)_\(width.name)") { kernel, call throws(CallStop) in
                .value(try kernel.load(call.r0, width.rawValue, call))
            },
            accessCall("WRITE_\(space)_\(width.name)") { kernel, call throws(CallStop) in
                try kernel.store(call.r1, call.r0, width.rawValue, call)
                return .value(0)
            },
            accessCall("READ_\(space)_BUFFER_\(width.name)") { kernel, call throws(CallStop) in
                try kernel.transfer(call, width.rawValue) { item throws(CallStop) in
                    try kernel.store(try kernel.load(call.r0, width.rawValue, call), item, width.rawValue, call)
                }
            },
            accessCall("WRITE_\(space)_BUFFER_\(width.name)") { kernel, call throws(CallStop) in
                try kernel.transfer(call, width.rawValue) { item throws(CallStop) in
                    try kernel.store(try kernel.load(item, width.rawValue, call), call.r0, width.rawValue, call)
                }
            },
        ]
    }
}

private func accessCall(_ name: String, _ handler: @escaping KernelCall.Handler) -> KernelCall {
    KernelCall(name, library: .ceddk, raisesFaults: true, handler: handler)
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

    /// Runs over the r2 items of a buffer in r1; each costs what a loop of the guest would need for it. A long one
    /// makes its call again for the rest, with r1 and r2 as far as they have got, so that other threads and limits of
    /// the run get their turn.
    fileprivate func transfer(
        _ call: borrowing Invocation, _ size: UInt32, _ body: (UInt32) throws(CallStop) -> Void
    ) throws(CallStop) -> CallResult {
        let count = min(call.r2, Self.itemsAtOnce)
        engine.advanceClock(by: UInt64(count) * Self.instructionsPerItem)
        for index in 0..<count { try body(call.r1 &+ index &* size) }
        guard count < call.r2 else { return .value(0) }
        call.thread.registers.r[1] = call.r1 &+ count &* size
        call.thread.registers.r[2] = call.r2 - count
        return .pending
    }

    private static var itemsAtOnce: UInt32 { 0x1_0000 }
    /// Load, store, count, branch.
    private static var instructionsPerItem: UInt64 { 5 }
}
