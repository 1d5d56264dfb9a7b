import ARMMMU
import CEMemory
import GuestAddress
import Unicorn

/// Instructions that say that the core has nothing to do, and instructions that are dear.
extension Kernel {
    /// A thread has executed YIELD, WFE or WFI: its equals come first. When nobody else is ready and it waits for something, the time
    /// up to the next tick passes at once: no interrupt of a device comes here, and CE's timer ticks every millisecond.
    /// - Parameters:
    ///   - isIdle: whether the instruction waits.
    ///   - end: when the turn ends, or something happens, in instructions.
    func pause(_ thread: Thread, isIdle: Bool, until end: UInt64) {
        engine.advanceClock(by: VirtualClock.callCost)
        if let next = scheduler.next, next.priority <= thread.priority {
            yieldTurn(thread)
        } else if isIdle {
            let next = min(board.clock.nextTick(after: engine.instructions), end)
            if next > engine.instructions { engine.advanceClock(by: next - engine.instructions) }
        }
    }

    /// Whether the hint behind which a thread stands is WFE; what cannot be read counts as YIELD.
    func isWaitForEvent(_ thread: Thread) -> Bool {
        let pc = thread.registers.pc
        guard let last = instructionWord(at: pc &- 4, isThumb: thread.registers.isThumb, thread) else { return false }
        return thread.registers.isThumb
            ? last & 0xFFFF == 0xBF20 || last == 0xF3AF_8002 : last & 0x0FFF_FFFF == 0x0320_F002
    }

    /// Has the clock count more for blocks that end in a write of the system control coprocessor: most make the engine throw its
    /// translations away.
    func installBlockPrices() {
        // Not weak, as with the pager.
        engine.chargeBlocks { [unowned self] last, isThumb in
            guard let thread = scheduler.running, let word = instructionWord(at: last, isThumb: isThumb, thread) else {
                return false
            }
            return Self.isDearMove(word, isThumb: isThumb)
        } code: { [unowned self] address in
            scheduler.running.flatMap { codeHalfword(at: address, view(of: $0, privileged: true)) }
        }
    }

    /// Whether an instruction is MCR to p15 but for c7: caches and barriers cost nothing here.
    static func isDearMove(_ word: UInt32, isThumb: Bool) -> Bool {
        let isMove = word & 0x0F10_0F10 == 0x0E00_0F10 && (isThumb ? word >> 28 == 0xE : word >> 28 != 0xF)
        return isMove && word >> 16 & 0xF != 7
    }

    /// Four bytes of code; in Thumb code the first halfword is the high one. Reading them is no access that anybody is told of.
    func instructionWord(at address: UInt32, isThumb: Bool, _ thread: Thread) -> UInt32? {
        let view = view(of: thread, privileged: true)
        guard let first = codeHalfword(at: address, view), let second = codeHalfword(at: address &+ 2, view) else {
            return nil
        }
        return isThumb ? UInt32(first) << 16 | UInt32(second) : UInt32(second) << 16 | UInt32(first)
    }

    private func codeHalfword(at address: UInt32, _ view: GuestView) -> UInt16? {
        guard let place = view.walker.walk(VirtualAddress(address), in: view.memory).translation?.physical,
            let word = view.memory.word(at: PhysicalAddress(place.rawValue & ~3))
        else { return nil }
        return UInt16(truncatingIfNeeded: place.rawValue & 2 == 0 ? word : word >> 16)
    }
}
