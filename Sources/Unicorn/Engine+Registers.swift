internal import CUnicorn

/// Arrays of register numbers and value pointers, laid out once: the C interface wants both, and a trap reads registers
/// some million times a second.
@safe
final class RegisterBuffer {
    // SAFETY: allocated here with fixed capacities, freed in deinit; `pointers[i]` points at `values[i]`.
    let identifiers: UnsafeMutablePointer<Int32>
    let values: UnsafeMutablePointer<UInt32>
    let pointers: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// The value pointers as the writing call types them.
    let sources: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// The registers of a write, as many as it has.
    let chosen: UnsafeMutablePointer<Int32>

    /// r0–r14, PC, CPSR in the order of `CoreRegisters`.
    static let count = 17

    init() {
        unsafe identifiers = .allocate(capacity: Self.count)
        unsafe values = .allocate(capacity: Self.count)
        unsafe pointers = .allocate(capacity: Self.count)
        unsafe sources = .allocate(capacity: Self.count)
        unsafe chosen = .allocate(capacity: Self.count)
        let order: [uc_arm_reg] = [
            UC_ARM_REG_R0, UC_ARM_REG_R1, UC_ARM_REG_R2, UC_ARM_REG_R3, UC_ARM_REG_R4, UC_ARM_REG_R5, UC_ARM_REG_R6,
            UC_ARM_REG_R7, UC_ARM_REG_R8, UC_ARM_REG_R9, UC_ARM_REG_R10, UC_ARM_REG_R11, UC_ARM_REG_R12, UC_ARM_REG_SP,
            UC_ARM_REG_LR, UC_ARM_REG_PC, UC_ARM_REG_CPSR,
        ]
        for (index, register) in order.enumerated() {
            unsafe identifiers[index] = Int32(register.rawValue)
            unsafe values[index] = 0
            unsafe chosen[index] = 0
            unsafe pointers[index] = UnsafeMutableRawPointer(values + index)
            unsafe sources[index] = UnsafeMutableRawPointer(values + index)
        }
    }

    deinit {
        unsafe identifiers.deallocate()
        unsafe values.deallocate()
        unsafe pointers.deallocate()
        unsafe sources.deallocate()
        unsafe chosen.deallocate()
    }
}

extension Engine {
    /// Reads r0–r15 and CPSR.
    public func readRegisters() -> CoreRegisters {
        var registers = CoreRegisters()
        let buffer = registerBuffer
        // SAFETY: the buffer holds `count` identifiers and pointers to as many words.
        unsafe _ = uc_reg_read_batch(handle, buffer.identifiers, buffer.pointers, Int32(RegisterBuffer.count))
        for index in 0..<16 { registers.r[index] = unsafe buffer.values[index] }
        registers.cpsr = unsafe buffer.values[16]
        held = registers
        return registers
    }

    /// Writes r0–r14 and CPSR, of those that the core does not hold already. PC is given to `run(from:)`, since writing
    /// it from the host would end a run.
    public func writeRegisters(_ registers: borrowing CoreRegisters) {
        let held = held
        // The mode first: SP and LR are banked, and go to the registers of the mode the core is in.
        if held?.cpsr != registers.cpsr { writeCPSR(registers.cpsr) }
        let isSameBank = held?.hasSameBank(asCPSR: registers.cpsr) ?? false
        let buffer = registerBuffer
        var count = 0
        for index in 0..<15 {
            if isSameBank, let held, held.r[index] == registers.r[index] { continue }
            unsafe buffer.chosen[count] = buffer.identifiers[index]
            unsafe buffer.values[count] = registers.r[index]
            count += 1
        }
        // SAFETY: `chosen` and `sources` have entries for all registers; `count` of them were set.
        if count > 0 { unsafe _ = uc_reg_write_batch(handle, buffer.chosen, buffer.sources, Int32(count)) }
        self.held = copy registers
    }

    /// One of r0–r14.
    public func setRegister(_ index: Int, _ value: UInt32) {
        precondition((0..<15).contains(index))
        var value = value
        held = nil
        unsafe _ = uc_reg_write(handle, registerBuffer.identifiers[index], &value)
    }

    /// One of r0–r15 (15 is PC), or CPSR as 16.
    public func register(_ index: Int) -> UInt32 {
        precondition((0...16).contains(index))
        var value: UInt32 = 0
        unsafe _ = uc_reg_read(handle, registerBuffer.identifiers[index], &value)
        return value
    }

    /// Sets the whole status register; the mode and the Thumb state take effect with the next run.
    public func writeCPSR(_ value: UInt32) {
        var value = value
        held = nil
        unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_CPSR.rawValue), &value)
    }

    // MARK: Floating point

    /// The double registers and FPSCR, which a thread switch keeps on cores that have them.
    public func readFloatingPoint() -> FloatingPointRegisters {
        var saved = FloatingPointRegisters()
        for index in 0..<FloatingPointRegisters.count {
            var value: UInt64 = 0
            unsafe _ = uc_reg_read(handle, Int32(UC_ARM_REG_D0.rawValue) + Int32(index), &value)
            saved.d[index] = value
        }
        unsafe _ = uc_reg_read(handle, Int32(UC_ARM_REG_FPSCR.rawValue), &saved.fpscr)
        return saved
    }

    public func writeFloatingPoint(_ saved: borrowing FloatingPointRegisters) {
        for index in 0..<FloatingPointRegisters.count {
            var value = saved.d[index]
            unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_D0.rawValue) + Int32(index), &value)
        }
        var status = saved.fpscr
        unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_FPSCR.rawValue), &status)
    }

    /// One double register.
    public func doubleRegister(_ index: Int) -> UInt64 {
        precondition((0..<FloatingPointRegisters.count).contains(index))
        var value: UInt64 = 0
        unsafe _ = uc_reg_read(handle, Int32(UC_ARM_REG_D0.rawValue) + Int32(index), &value)
        return value
    }

    public func setDoubleRegister(_ index: Int, _ value: UInt64) {
        precondition((0..<FloatingPointRegisters.count).contains(index))
        var value = value
        unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_D0.rawValue) + Int32(index), &value)
    }

    // MARK: System control

    /// Reads a CP15 register.
    /// - Throws: `UnicornError` (UC_ERR_ARG) when the core has no such register.
    public func readCP15(_ register: CP15Register) throws(UnicornError) -> UInt32 {
        var request = register.request
        unsafe try UnicornError.check(
            uc_reg_read(handle, Int32(UC_ARM_REG_CP_REG.rawValue), &request), "read of CP15 \(register)")
        return UInt32(truncatingIfNeeded: request.val)
    }

    /// Writes a CP15 register. SCTLR must be written by guest code instead: the host's write does not rebuild the
    /// translator's flags.
    public func writeCP15(_ register: CP15Register, _ value: UInt32) throws(UnicornError) {
        var request = register.request
        request.val = UInt64(value)
        unsafe try UnicornError.check(
            uc_reg_write(handle, Int32(UC_ARM_REG_CP_REG.rawValue), &request), "write of CP15 \(register)")
        if register.decidesTranslation { tables?.regimeChanged() }
        unsafe clock.pointee.era += 1
    }

    /// Forgets every translation the core has cached (CP15 c8, c7, 0). Nothing else does: not a new TTBR0, not a new
    /// ASID, not `uc_ctl_flush_tlb`, which drops translated code instead.
    public func invalidateTranslations() throws(UnicornError) { try writeCP15(.tlbiAll, 0) }
}

/// d0–d31 and FPSCR.
public struct FloatingPointRegisters: Sendable {
    public static let count = 32
    public var d = [32 of UInt64](repeating: 0)
    public var fpscr: UInt32 = 0
    public init() {}
}

extension Engine {
    /// Opens coprocessors 10 and 11 to every mode and turns VFP on (CPACR, FPEXC.EN).
    public func enableFloatingPoint() throws(UnicornError) {
        let access = try readCP15(.coprocessorAccess)
        try writeCP15(.coprocessorAccess, access | 0xF << 20)
        var enable: UInt32 = 1 << 30
        unsafe try UnicornError.check(
            uc_reg_write(handle, Int32(UC_ARM_REG_FPEXC.rawValue), &enable), "write of FPEXC")
    }
}
