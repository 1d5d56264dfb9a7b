internal import ARMCore
internal import CUnicorn

/// Code as the core has translated it: a run of instructions that are executed one after the other.
public struct CodeBlock: Hashable, Sendable {
    /// The virtual address of its first instruction.
    public var start: UInt32
    /// Bytes.
    public var size: UInt32

    public init(start: UInt32, size: UInt32) {
        self.start = start
        self.size = size
    }
}

/// Where an access was made, as far as the engine knows.
public struct AccessPlace: Hashable, Sendable {
    /// It is one of this block's instructions.
    public var block: CodeBlock
    /// The address of the instruction; nil when it is not known.
    public var instruction: UInt32?
    /// CPSR where the block begins, as far as it makes instructions of Thumb code conditional.
    public var conditions: UInt32

    public init(block: CodeBlock, instruction: UInt32? = nil, conditions: UInt32 = 0) {
        self.block = block
        self.instruction = instruction
        self.conditions = conditions
    }
}

/// The core in the middle of an access that a device window refuses.
struct RefusedAccess {
    var registers: CoreRegisters
    var floatingPoint: FloatingPointRegisters?
    var block: CodeBlock
    /// DACR, where it keeps the rest of the block from memory.
    var domains: UInt32?
}

extension Engine {
    /// For device windows: ends the run with an external abort at the access that is being made. The registers are then
    /// as they were before its instruction; what follows in its block does nothing.
    ///
    /// The library may run on to the end of the block: it finds no memory behind any address then, and its registers
    /// are put back. Outside of a run, when the host makes the access, it does nothing.
    public func refuseAccess() {
        guard events.isRunning, events.refused == nil else { return }
        var refused = RefusedAccess(
            registers: readRegisters(), floatingPoint: cpu.hasFloatingPoint ? readFloatingPoint() : nil,
            block: CodeBlock(start: blockStart, size: blockSize))
        refused.domains = freeze()
        accessWatch?.isSilent = true
        events.refused = refused
        unsafe _ = uc_emu_stop(handle)
    }

    /// Lets no virtual address lead anywhere.
    /// - Returns: what DACR was, when it does that.
    private func freeze() -> UInt32? {
        if let tables {
            tables.isFrozen = true
            unsafe _ = cebsp_flush_tlb(handle)
            return nil
        }
        do throws(UnicornError) {
            let domains = try readCP15(.dacr)
            try writeCP15(.dacr, 0)
            try invalidateTranslations()
            return domains
        } catch {
            // A core without DACR has no MMU; what is behind the access in its block is executed.
            return nil
        }
    }

    /// Puts the core back to the instruction that made a refused access.
    func takeBack(_ refused: RefusedAccess) throws(UnicornError) -> AccessPlace {
        tables?.isFrozen = false
        accessWatch?.isSilent = false
        if let domains = refused.domains {
            try writeCP15(.dacr, domains)
            try invalidateTranslations()
        }
        writeRegisters(refused.registers)
        if let saved = refused.floatingPoint { writeFloatingPoint(saved) }
        held = nil
        // A block begins inside of an IT block where a run does.
        let isFirst = refused.block.start == events.start.pc
        return AccessPlace(
            block: refused.block, instruction: traits.knowsAccesses ? refused.registers.pc : nil,
            conditions: isFirst ? events.start.status & UInt32(CEBSP_CONDITIONS) : 0)
    }
}
