import CEMemory
import GuestAddress
import MachineTerms
import Unicorn

/// Breakpoints that were compiled in: DebugBreak, and failed assertions of debug builds. They are exceptions to the
/// code's own handlers first.
extension Kernel {
    /// What such a breakpoint costs: as long as a board needs to print two lines. A guest that runs from one to the
    /// next gets nowhere fast.
    private var dispatchCost: UInt64 { board.clock.instructionsPerMillisecond }

    /// The length of the breakpoint at PC, or nil when the instruction there is none.
    ///
    /// CE's word is 0xE6000010, which no core has as an instruction, or 0x07F000F1 of the kernel; Thumb code has 0xDEFE
    /// (kfuncs.h of the public SDK). BKPT is the architecture's own.
    func breakpointLength(_ registers: CoreRegisters, _ thread: Thread) -> UInt32? {
        let view = view(of: thread, privileged: true)
        do throws(GuestFault) {
            if registers.isThumb {
                let word = try view.halfword(registers.pc)
                return word == 0xDEFE || word & 0xFF00 == 0xBE00 ? 2 : nil
            }
            let word = try view.word(registers.pc)
            // Without the condition: the core has tested that.
            let operation = word & 0x0FFF_FFFF
            return [0x0600_0010, 0x07F0_00F1].contains(operation) || operation & 0x0FF0_00F0 == 0x0120_0070 ? 4 : nil
        } catch { return nil }
    }

    /// Deals with a breakpoint that nobody took: the thread goes on behind it, with a finding, or the run ends.
    /// - Parameter registers: those at the breakpoint.
    /// - Returns: false when the report is about something else.
    func leaveBreakpoint(_ report: FaultReport, _ registers: CoreRegisters, _ thread: Thread) -> Bool {
        guard report.kind == .breakpoint else { return false }
        thread.registers = registers
        switch control.breakpoints {
        case .go:
            engine.advanceClock(by: dispatchCost)
            skipBreakpoint(thread)
            noteBreakpoint(report)
        case .stop:
            var report = report
            output.write(&report)
            observers.tell(.faults, .faultNoted(report))
            control.stopAtBreakpoint()
        }
        return true
    }

    private func noteBreakpoint(_ report: FaultReport) {
        let place = report.place
        // Without the checker the output says so, each time.
        guard observers.events.contains(.breakpoints) else {
            output.writeLine("\(place): \(Self.breakpointText)")
            return
        }
        observers.tell(.breakpoints, .breakpointPassed(report, place: place))
    }

    package static let breakpointText = "a breakpoint that no handler took: the thread went on behind it"

    /// Puts a thread behind the breakpoint at its PC.
    func skipBreakpoint(_ thread: Thread) {
        guard let length = breakpointLength(thread.registers, thread) else { return }
        thread.registers.pc &+= length
        if thread.registers.isThumb { thread.registers.cpsr = Self.advancingCondition(thread.registers.cpsr) }
    }

    /// CPSR behind an instruction of an IT block: the rest of the block's conditions moves up (ITAdvance of the
    /// architecture manual).
    private static func advancingCondition(_ cpsr: UInt32) -> UInt32 {
        let state = cpsr >> 8 & 0xFC | cpsr >> 25 & 3
        let next = state & 7 == 0 ? 0 : state & 0xE0 | state << 1 & 0x1F
        return cpsr & ~0x0600_FC00 | (next & 0xFC) << 8 | (next & 3) << 25
    }
}
