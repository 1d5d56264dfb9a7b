import CEMemory
import Unicorn

/// What RaiseException and the runtime's helpers raise.
package struct SoftwareException: Hashable, Sendable, Codable {
    package var code: UInt32
    var flags: UInt32 = 0
    /// At most 15 words for the filter.
    package var parameters: [UInt32] = []
    /// Whether execution goes on behind the call rather than with the call once more.
    var continuesBehindCall = false

    package init(
        code: UInt32, flags: UInt32 = 0, parameters: [UInt32] = [], continuesBehindCall: Bool = false
    ) {
        self.code = code
        self.flags = flags
        self.parameters = parameters
        self.continuesBehindCall = continuesBehindCall
    }

    /// EXCEPTION_MAXIMUM_PARAMETERS and EXCEPTION_NONCONTINUABLE.
    package static let maximumParameters: UInt32 = 15
    package static let nonContinuable: UInt32 = 1
}

/// EXCEPTION_POINTERS, EXCEPTION_RECORD and CONTEXT as they lie on the thread's stack while filters run (winnt.h of the public
/// SDK).
struct ExceptionFrame: Codable {
    /// CONTEXT_ARM with the control and integer parts.
    private static let contextFlags: UInt32 = 0x43
    private static let recordWords: UInt32 = 20
    private static let pointerWords: UInt32 = 2
    /// The 18 words of the core, and those of the floating-point unit, which are left zero.
    private static let contextWords: UInt32 = 61
    /// Bytes of all three, a multiple of 8.
    static let size = (pointerWords + recordWords + contextWords + 1) / 2 * 8

    /// Where EXCEPTION_POINTERS lies.
    let address: UInt32
    private var record: UInt32 { address &+ Self.pointerWords &* 4 }
    private var context: UInt32 { record &+ Self.recordWords &* 4 }

    /// Writes the structures below a stack pointer.
    /// - Throws: the fault when the stack has no room.
    init(
        below stack: UInt32, _ exception: SoftwareException, at pc: UInt32, _ registers: CoreRegisters,
        _ view: GuestView
    ) throws(GuestFault) {
        address = (stack & ~7) &- Self.size
        var words = [address &+ 8, address &+ 8 &+ Self.recordWords &* 4]
        words += [exception.code, exception.flags, 0, pc, UInt32(exception.parameters.count)]
        words += exception.parameters
        words += [UInt32](repeating: 0, count: 15 - exception.parameters.count)
        words.append(Self.contextFlags)
        for index in 0..<16 { words.append(registers.r[index]) }
        words.append(registers.cpsr)
        words += [UInt32](repeating: 0, count: Int(Self.size / 4) - words.count)
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) } }
        try view.write(bytes, address)
    }

    /// The registers of CONTEXT after a filter may have changed them; processor mode stays what it was.
    func registers(like old: CoreRegisters, _ view: GuestView) throws(GuestFault) -> CoreRegisters {
        var registers = old
        for index in 0..<16 { registers.r[index] = try view.word(context &+ 4 &+ UInt32(index) &* 4) }
        let status = try view.word(context &+ 68)
        // Flags and Thumb state may change, nothing else.
        let mask: UInt32 = 0xF800_0000 | CoreRegisters.thumbBit
        registers.cpsr = old.cpsr & ~mask | status & mask
        registers.pc &= ~1
        return registers
    }
}
