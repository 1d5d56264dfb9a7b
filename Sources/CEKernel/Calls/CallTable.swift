package import CEDevices
package import CEMemory

/// How a kernel call ends short of returning.
package enum CallStop: Error {
    /// The call fails with this code in GetLastError and the call's failure value.
    case error(CEError)
    /// The guest is to meet this fault, as if it had made the access itself.
    case fault(GuestFault)
    /// The guest is to meet the refusal of a device or hole, as if it had made the access itself.
    case busError(BusError)
    /// The guest is to meet an exception.
    case exception(SoftwareException)
    /// The thread cannot go on: an import that is not provided, or a defect of the guest that CE would not survive.
    case fatal(String)
}

extension Kernel {
    /// Turns an error code into the end of the call.
    package func checked<Result>(_ body: () throws(CEError) -> Result) throws(CallStop) -> Result {
        do throws(CEError) { return try body() } catch { throw .error(error) }
    }
}

/// What a kernel call's handler left behind.
package enum CallResult {
    case value(UInt32)
    /// A success that sets GetLastError all the same: ERROR_ALREADY_EXISTS, or ERROR_SUCCESS where a call clears it.
    case succeeded(UInt32, CEError)
    /// r0 is the low word, r1 the high word.
    case value64(UInt64)
    /// A floating-point number, where the caller's convention has it.
    case single(Float)
    case double(Double)
    /// A failure that has set no error code: the value.
    case failure(UInt32)
    /// A failure with another value than the call's usual one.
    case failed(UInt32, CEError)
    /// The thread runs guest code, waits or has ended: the result comes later.
    case pending

    /// What stands for the result in records: its value, or the lower half of it.
    var firstWord: UInt32 {
        switch self {
        case .value(let value), .succeeded(let value, _), .failure(let value), .failed(let value, _): value
        case .value64(let value): UInt32(truncatingIfNeeded: value)
        case .single(let value): value.bitPattern
        case .double(let value): UInt32(truncatingIfNeeded: value.bitPattern)
        case .pending: 0
        }
    }
}

/// One function that the machine provides.
package struct KernelCall: Sendable {
    package typealias Handler = @Sendable (Kernel, borrowing Invocation) throws(CallStop) -> CallResult

    package let description: CallDescription
    /// What the caller gets when the handler throws an error.
    let failureValue: UInt32
    /// Whether the result is the error code itself, as with the registry.
    let returnsError: Bool
    /// Whether a fault on the caller's pointers is the guest's to meet (memcpy), or an ERROR_INVALID_PARAMETER (kernel
    /// calls).
    let raisesFaults: Bool
    let handler: Handler

    package var name: String { description.name }
    var library: CallLibrary { description.library }

    /// A function whose handler reads its arguments itself.
    package init(
        _ description: CallDescription, failure: UInt32, raisesFaults: Bool, returnsError: Bool,
        handler: @escaping Handler
    ) {
        self.description = description
        failureValue = failure
        self.returnsError = returnsError
        self.raisesFaults = raisesFaults
        self.handler = handler
    }
}

/// One call being made: who calls, with which arguments.
package struct Invocation {
    package let thread: Thread
    /// r0–r3 at the call.
    package let r0: UInt32
    package let r1: UInt32
    package let r2: UInt32
    package let r3: UInt32
    /// Where the fifth argument is.
    package let stackPointer: UInt32
    /// The guest's memory as the caller sees it.
    package let memory: GuestView
    let callIndex: Int

    /// The arguments from the fifth on.
    /// - Parameter count: at most 8.
    package func stackWords(_ count: Int) throws(CallStop) -> [8 of UInt32] {
        do throws(GuestFault) { return try memory.words(stackPointer, count: count) } catch { throw .fault(error) }
    }

    /// Tells the clock and the observers that words of the stack were read, a bit each.
    package func chargeStack(_ words: UInt32) { memory.noteWords(stackPointer, words) }

    /// Runs accesses to guest memory, whose faults end the call.
    @inline(__always)
    package func access<Result>(_ body: (GuestView) throws(GuestFault) -> Result) throws(CallStop) -> Result {
        do throws(GuestFault) { return try body(memory) } catch { throw .fault(error) }
    }
}

/// Every function the machine provides, with the address it has in the guest.
package struct CallTable: Sendable {
    package let calls: [KernelCall]
    /// Those of the calls, so that to make a call is not to copy its description.
    let handlers: [KernelCall.Handler]
    private let byName: [CallLibrary: [String: Int]]
    /// For each call the word of the trap addresses that means it: its ordinal, so that it stays where it is when
    /// calls are added.
    let slots: [Int]
    /// For each word the call plus one, or 0.
    private let callAtSlot: [UInt16]

    /// The words behind coredll's highest ordinal, for functions without one.
    private static let firstFreeSlot = 0xC00
    /// The words for ceddk's functions begin here.
    private static let ceddkSlots = 0xE00
    private static let slotCount = 0x1000

    package init(_ calls: [KernelCall]) {
        self.calls = calls
        handlers = calls.map(\.handler)
        var slots: [Int] = []
        var callAtSlot = [UInt16](repeating: 0, count: Self.slotCount)
        var next = Self.firstFreeSlot
        for (index, call) in calls.enumerated() {
            let ordinal = Int(call.library.ordinal(of: call.name) ?? 0)
            var slot = call.library == .ceddk && ordinal > 0 ? Self.ceddkSlots + ordinal : ordinal
            if ordinal == 0 || ordinal >= Self.firstFreeSlot || callAtSlot[slot] != 0 {
                slot = next
                next += 1
            }
            precondition(slot < Self.slotCount && next <= Self.ceddkSlots, "more functions than trap addresses")
            slots.append(slot)
            callAtSlot[slot] = UInt16(index + 1)
        }
        self.slots = slots
        self.callAtSlot = callAtSlot
        var names: [CallLibrary: [String: Int]] = [:]
        for (index, call) in calls.enumerated() { names[call.library, default: [:]][call.name] = index }
        byName = names
    }

    /// The call that a word of the trap addresses means, or nil.
    @inline(__always)
    func index(atSlot slot: Int) -> Int? {
        guard slot < callAtSlot.count, callAtSlot[slot] != 0 else { return nil }
        return Int(callAtSlot[slot]) - 1
    }

    package func index(of name: String, in library: CallLibrary) -> Int? { byName[library]?[name] }

    package func index(ofOrdinal ordinal: UInt32, in library: CallLibrary) -> Int? {
        library.export(ordinal).flatMap { index(of: $0, in: library) }
    }
}
