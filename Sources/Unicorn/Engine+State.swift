internal import ARMCore
internal import CUnicorn
public import GuestAddress

/// Saving a core between two runs, and making another one of the same model go on where it was.
extension Engine {
    /// What the core's further way depends on; memory is not part of it.
    public func state() -> CoreState {
        let registers = readRegisters()
        let banks = CPUMode.banked.map { bank($0.mode, from: $0.first) }
        // Reading the banks has changed the mode.
        writeCPSR(registers.cpsr)
        return CoreState(
            clock: clockState, banks: banks, registers: registers,
            floatingPoint: cpu.hasFloatingPoint ? readFloatingPoint() : nil,
            floatingPointControl: cpu.hasFloatingPoint ? floatingPointControl : 0,
            control: CP15Register.state(of: cpu).map { register in try? readCP15(register) })
    }

    /// Makes the core what it was when `state` was taken. It must be of the same model.
    /// - Parameters:
    ///   - scratch: RAM whose first word an instruction uses for the moment.
    ///   - address: the virtual address of that RAM, which privileged code may execute.
    /// - Throws: `UnicornError` when the library refuses a register.
    public func restore(
        _ state: CoreState, scratch: PhysicalAddress, at address: VirtualAddress
    ) throws {
        for (register, value) in zip(CP15Register.state(of: cpu), state.control) {
            guard let value, let now = try? readCP15(register), now != value else { continue }
            if register == .sctlr {
                try writeControl(value, scratch, address)
            } else {
                try writeCP15(register, value)
            }
        }
        for ((mode, first), bank) in zip(CPUMode.banked, state.banks) { write(bank, mode, from: first) }
        writeRegisters(state.registers)
        var counter = state.registers.pc
        unsafe _ = uc_reg_write(handle, registerBuffer.identifiers[15], &counter)
        held = nil
        if let floatingPoint = state.floatingPoint {
            setFloatingPointControl(state.floatingPointControl)
            writeFloatingPoint(floatingPoint)
        }
        restoreClock(state.clock)
        try invalidateTranslations()
    }

    /// Writes SCTLR by an instruction of the guest's: the host's write does not rebuild the translator's flags.
    private func writeControl(_ value: UInt32, _ scratch: PhysicalAddress, _ address: VirtualAddress) throws {
        let word = CP15Register.sctlr.moveToCoprocessor(from: 0)
        let bytes: [UInt8] = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
        try writeCode(bytes.span, at: scratch)
        writeCPSR(CPUMode.system.rawValue)
        setRegister(0, value)
        _ = try run(from: address.rawValue, end: address.rawValue &+ 4)
    }

    // MARK: Banks

    private func bank(_ mode: UInt32, from first: Int) -> RegisterBank {
        writeCPSR(mode)
        var spsr: UInt32 = 0
        if mode != CPUMode.system.rawValue { unsafe _ = uc_reg_read(handle, Int32(UC_ARM_REG_SPSR.rawValue), &spsr) }
        return RegisterBank(spsr: spsr, registers: (first..<15).map(register))
    }

    private func write(_ bank: RegisterBank, _ mode: UInt32, from first: Int) {
        writeCPSR(mode)
        var spsr = bank.spsr
        if mode != CPUMode.system.rawValue { unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_SPSR.rawValue), &spsr) }
        for (index, value) in zip(first..<15, bank.registers) { setRegister(index, value) }
    }

    // MARK: Floating point

    private var floatingPointControl: UInt32 {
        var value: UInt32 = 0
        unsafe _ = uc_reg_read(handle, Int32(UC_ARM_REG_FPEXC.rawValue), &value)
        return value
    }

    private func setFloatingPointControl(_ value: UInt32) {
        var value = value
        unsafe _ = uc_reg_write(handle, Int32(UC_ARM_REG_FPEXC.rawValue), &value)
    }

    // MARK: Clock

    private var clockState: ClockState {
        var costly: [UInt32: UInt32] = [:]
        if let table = unsafe clock.pointee.costly {
            for place in 0..<Self.costlyPlaces where unsafe table[place] != 0 {
                costly[UInt32(place)] = unsafe table[place]
            }
        }
        let watch = unsafe accessWatch?.state.pointee
        return unsafe ClockState(
            instructions: clock.pointee.instructions, block: clock.pointee.block,
            blockSize: clock.pointee.block_size, translated: clock.pointee.translated, costly: costly,
            piece: watch?.piece ?? 0, pieceSize: watch?.piece_size ?? 0)
    }

    private static var costlyPlaces: Int { 1 << Int(CEBSP_COSTLY_BITS) }

    private func restoreClock(_ state: ClockState) {
        unsafe clock.pointee.instructions = state.instructions
        unsafe clock.pointee.block = state.block
        unsafe clock.pointee.block_size = state.blockSize
        unsafe clock.pointee.translated = state.translated
        for (place, address) in state.costly where place < UInt32(Self.costlyPlaces) {
            unsafe cebsp_set_costly(clock, place, address)
        }
        if let watch = accessWatch {
            unsafe watch.state.pointee.piece = state.piece
            unsafe watch.state.pointee.piece_size = state.pieceSize
        }
    }
}
