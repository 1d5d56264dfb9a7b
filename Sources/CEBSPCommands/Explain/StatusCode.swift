/// The codes of exceptions, as fault reports and exit codes of processes have them (winnt.h).
struct StatusCode: Sendable {
    let code: UInt32
    let name: String
    let explanation: String

    /// The status called `name`: 0xC0000005, or the constant's name in any case.
    init?(named name: String) {
        let upper = name.uppercased()
        let number = upper.hasPrefix("0X") ? UInt32(upper.dropFirst(2), radix: 16) : UInt32(upper)
        guard let found = Self.all.first(where: { $0.code == number || $0.name.uppercased() == upper }) else {
            return nil
        }
        self = found
    }

    private init(_ code: UInt32, _ name: String, _ explanation: String) {
        self.code = code
        self.name = name
        self.explanation = explanation
    }

    static let all: [StatusCode] = [
        StatusCode(
            0x8000_0001, "STATUS_GUARD_PAGE_VIOLATION",
            "A guard page was touched for the first time; the guard is gone now."),
        StatusCode(
            0x8000_0002, "STATUS_DATATYPE_MISALIGNMENT",
            "An access whose address is no multiple of what the instruction needs. A packed "
                + "structure, or a cast of a byte pointer, has to be read with memcpy or as UNALIGNED."),
        StatusCode(
            0x8000_0003, "STATUS_BREAKPOINT",
            "A breakpoint in the code, as DebugBreak and a failing assertion have it."),
        StatusCode(
            0xC000_0005, "STATUS_ACCESS_VIOLATION",
            "An access to memory that is not mapped, or not for this access. As an exit code: nobody "
                + "handled it, and the process was ended. The report above it says whose address it was."),
        StatusCode(
            0xC000_0017, "STATUS_NO_MEMORY",
            "No memory was left for something that the system needs itself."),
        StatusCode(
            0xC000_001D, "STATUS_ILLEGAL_INSTRUCTION",
            "The core has no such instruction, or not in this mode; code of another architecture, or "
                + "data that was jumped to."),
        StatusCode(
            0xC000_0094, "STATUS_INTEGER_DIVIDE_BY_ZERO",
            "A division of integers by 0."),
        StatusCode(
            0xC000_00FD, "STATUS_STACK_OVERFLOW",
            "The stack has no page left: a recursion without end, or large arrays in functions."),
        StatusCode(
            0xC000_0409, "STATUS_STACK_BUFFER_OVERRUN",
            "The cookie in front of a return address has changed (/GS): something wrote past an array "
                + "of this function."),
        StatusCode(
            0xE06D_7363, "the C++ exception",
            "A throw of C++ that no catch has taken."),
        StatusCode(
            0xDFFF_0123, "an external abort",
            "The bus has refused an access: the address is mapped, and no memory or device answers "
                + "there, or its clock is off."),
    ]
}
