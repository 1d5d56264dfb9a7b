import CEKernel
import CEMemory

/// The arguments of a variadic call: those after the format, or those that a va_list points at.
struct GuestArguments: ArgumentSource {
    private let memory: GuestView
    /// r0–r3, empty with a va_list.
    private let registers: [UInt32]
    /// Where the first argument behind the registers is.
    private let stack: UInt32
    /// Whether 64-bit values begin at even registers and multiples of 8 (EABI), or follow what is before them (APCS).
    private let alignsDoublewords: Bool
    private var position: Int

    /// - Parameter first: the position of the first argument after the format.
    init(_ call: borrowing Invocation, from first: Int, _ kernel: Kernel) {
        memory = call.memory
        registers = [call.r0, call.r1, call.r2, call.r3]
        stack = call.stackPointer
        position = first
        alignsDoublewords = kernel.convention(ofCaller: call.thread) == .floatingPointRegisters
    }

    init(list: UInt32, _ call: borrowing Invocation, _ kernel: Kernel) {
        memory = call.memory
        registers = []
        stack = list
        position = 0
        alignsDoublewords = kernel.convention(ofCaller: call.thread) == .floatingPointRegisters
    }

    private var address: UInt32 { stack &+ UInt32(truncatingIfNeeded: position - registers.count) &* 4 }

    mutating func word() throws(CallStop) -> UInt32 {
        defer { position += 1 }
        if registers.indices.contains(position) { return registers[position] }
        do throws(GuestFault) { return try memory.word(address) } catch { throw .fault(error) }
    }

    mutating func doubleword() throws(CallStop) -> UInt64 {
        if alignsDoublewords {
            let isOdd = registers.indices.contains(position) ? position & 1 != 0 : address & 4 != 0
            if isOdd { position += 1 }
        }
        let low = try word()
        return UInt64(low) | UInt64(try word()) << 32
    }

    func characters(_ address: UInt32, _ width: CharacterWidth, limit: UInt32) throws(CallStop) -> [UInt16] {
        try memory.text(address, width, limit: limit)
    }
}
