internal import ARMCore
internal import CUnicorn
public import GuestAddress

private let answerTrap: @convention(c) (UnsafeMutableRawPointer?, UInt32) -> cebsp_answer = { user, address in
    guard let user = unsafe user else { return CEBSP_TRAPPED }
    // SAFETY: called in runs of the engine only.
    return unsafe Unmanaged<Engine>.fromOpaque(user)._withUnsafeGuaranteedRef { $0.trapped(at: address) }
}

extension Engine {
    /// Whether calls of the host can be answered inside of a run: the page of stubs must be seen by those who execute
    /// it only, which takes a walk of our own.
    public var answersTraps: Bool { traits.walksTables }

    /// Puts the page of stubs where the board has nothing.
    /// - Parameters:
    ///   - page: a page in a hole of the board.
    ///   - hole: what answers there as soon as a guest's tables lead there.
    /// - Throws: `UnicornError` of the library, or of the host's memory.
    public func putStubs(at page: PhysicalAddress, inHole hole: any DeviceWindow) throws {
        if stubs?.page == page {
            stubs?.hole = hole
            return
        }
        precondition(answersTraps && stubs == nil)
        let ram = try GuestRAM(size: Int(Self.pageSize))
        // MOV PC, LR, or BX LR on cores with Thumb state where that alone leads into it. As Thumb code both are a
        // branch, so that a block here has four bytes at most in any state: the clock looks at no longer ones.
        let word: UInt32 = cpu.architecture >= .armv7 || !cpu.hasThumb ? 0xE1A0_F00E : 0xE12F_FF1E
        for offset in stride(from: 0, to: ram.size, by: 4) { _ = ram.setWord(word, at: offset) }
        unsafe try UnicornError.check(
            uc_mem_map_ptr(handle, UInt64(page.rawValue), ram.size, UInt32(UC_PROT_ALL.rawValue), ram.base),
            "uc_mem_map_ptr of stubs at \(page)")
        stubs = StubPage(page: page, ram: ram, hole: hole)
    }

    /// Has branches to addresses of a range answered inside of the run that makes them, until the answerer is gone. The
    /// tables must map nothing there: they are prefetch aborts of guests otherwise, and where `answersTraps` is false.
    /// - Parameter answerer: not kept.
    public func answerTraps(in range: AddressRange<VirtualAddress>, by answerer: TrapAnswerer) {
        guard let stubs, tables != nil else { return }
        unsafe self.answerer = answerer
        unsafe clock.pointee.stubs = cebsp_stubs(
            base: range.base.rawValue, size: UInt32(clamping: range.size), page: stubs.page.rawValue,
            are_in_the_way: false)
        unsafe clock.pointee.answerer = Unmanaged.passUnretained(self).toOpaque()
        unsafe clock.pointee.answer = answerTrap
    }

    /// Ends the run of a guest that has called, or answers it.
    func trapped(at address: UInt32) -> cebsp_answer {
        // The run is to end at an access before the call.
        guard !events.stopRequested, events.refused == nil, let answerer = unsafe answerer else { return CEBSP_TRAPPED }
        // What the host does now is no access of the guest's.
        events.isRunning = false
        defer { events.isRunning = true }
        held = nil
        let answer = answerer.answer(trapAt: address)
        isHeldInPart = false
        switch answer {
        case .goOn:
            held = nil
            return events.stopRequested ? CEBSP_ANSWERED : CEBSP_GO_ON
        case .answered: return CEBSP_ANSWERED
        case .none: return CEBSP_TRAPPED
        }
    }

    /// While a call is answered: the registers that it is made with, r0 to r3, SP, LR and CPSR, with PC at the call.
    /// The others are left as they are, and can be had from `readRest` until the call is answered.
    public func readCall(into registers: inout CoreRegisters, at address: UInt32) {
        let words = unsafe callWords.base
        unsafe cebsp_read_call(handle, words)
        for index in 0..<4 { registers.r[index] = unsafe words[index] }
        registers.sp = unsafe words[4]
        registers.lr = unsafe words[5]
        registers.cpsr = unsafe words[6]
        registers.pc = address
        isHeldInPart = true
    }

    /// The registers that `readCall` leaves out: r4 to r12.
    public func readRest(into registers: inout CoreRegisters) {
        let words = unsafe callWords.base + CallWords.rest
        unsafe cebsp_read_rest(handle, words)
        for index in 0..<9 { registers.r[index + 4] = unsafe words[index] }
        isHeldInPart = false
        held = callWords.registers
    }

    /// While a call is answered, and `readCall` has read its registers: has the run go on with these, if that can be
    /// done from where it is. Those that nobody has asked for stay as they are.
    /// - Parameter limit: the instruction count at which the run ends.
    /// - Returns: false when the run has to end for it.
    public func goOn(with registers: borrowing CoreRegisters, limit: UInt64) -> Bool {
        let thumb: UInt32 = registers.isThumb ? 1 : 0
        // The stub is A32 code. It returns to where LR says, and sets the state that LR says; not into an IT block.
        guard thumb == 0 ? registers.pc & 3 == 0 : cpu.hasThumb, registers.cpsr & UInt32(CEBSP_CONDITIONS) == 0
        else { return false }
        let before = unsafe callWords.base
        let status = registers.cpsr & ~CoreRegisters.thumbBit
        var isSameBank = true
        if unsafe status != before[6] {
            isSameBank = CoreRegisters.haveSameBank(status, unsafe before[6])
            writeCPSR(status)
        }
        for index in 0..<4 where unsafe registers.r[index] != before[index] { setRegister(index, registers.r[index]) }
        if !isHeldInPart { writeRest(registers) }
        if unsafe registers.sp != before[4] || !isSameBank { setRegister(13, registers.sp) }
        let target = registers.pc | thumb
        if unsafe target != before[5] || !isSameBank { setRegister(14, target) }
        let isReturn = registers.lr == target
        unsafe clock.pointee.limit = isReturn ? limit : 0
        unsafe clock.pointee.has_link = !isReturn
        unsafe clock.pointee.link = registers.lr
        unsafe clock.pointee.link_limit = limit
        return true
    }

    /// Of r4 to r12 those that have changed since `readRest`.
    private func writeRest(_ registers: borrowing CoreRegisters) {
        let before = unsafe callWords.base + CallWords.rest
        for index in 0..<9 where unsafe registers.r[index + 4] != before[index] {
            setRegister(index + 4, registers.r[index + 4])
        }
    }

    /// Does without stubs from now on, when the guest's tables have the page or the addresses.
    /// - Returns: whether they have.
    func leaveStubs() throws(UnicornError) -> Bool {
        guard unsafe clock.pointee.stubs.are_in_the_way, let left = stubs else { return false }
        unsafe clock.pointee.stubs = cebsp_stubs()
        stubs = nil
        pristine = nil
        unsafe try UnicornError.check(
            uc_mem_unmap(handle, UInt64(left.page.rawValue), left.ram.size), "uc_mem_unmap of stubs at \(left.page)")
        try map(left.hole, over: AddressRange(base: left.page, clampedSize: UInt64(left.ram.size)))
        try invalidateTranslations()
        return true
    }
}
