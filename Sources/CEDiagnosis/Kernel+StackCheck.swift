package import CEKernel
package import CEMemory
import GuestAddress
import MachineTerms
import Unicorn

/// Which function found another cookie above its local arrays than its compiler had put there.
extension Kernel {
    /// Says which function's frame is damaged.
    func describeStackCheck(_ found: UInt32, _ report: inout FaultReport, _ thread: Thread) {
        let unwinder = StackUnwinder(kernel: self, thread: thread)
        let address = overrunFunction(unwinder, report.registers)
        report.function = functionName(at: address, isReturn: true, unwinder)
        report.message =
            "Stack overrun in \(report.process): the frame of \(caller(at: address, unwinder, thread)) is damaged, "
            + "its cookie is 0x\(hexadecimal(found))"
    }

    /// Where the function with the damaged frame goes on. The image's own check stands between it and
    /// __report_gsfailure, or jumps there.
    private func overrunFunction(_ unwinder: StackUnwinder, _ registers: CoreRegisters) -> UInt32 {
        let direct = registers.lr & ~1
        guard isStackCheck(direct, unwinder, registers) else { return direct }
        if let check = unwinder.caller(of: registers, isInnermost: true),
            let above = unwinder.caller(of: check, isInnermost: false), module(at: above.pc, unwinder.thread) != nil
        {
            return above.pc
        }
        return nearestReturn(above: registers.sp, unwinder, besides: direct) ?? direct
    }

    /// Whether an address lies in the check itself, which leaves the cookie's value before start-up (0xB064) on the
    /// stack for a debugger.
    private func isStackCheck(_ address: UInt32, _ unwinder: StackUnwinder, _ registers: CoreRegisters) -> Bool {
        if let name = functionName(at: address, isReturn: true, unwinder),
            name.hasPrefix("__security_check_cookie") || name.hasPrefix("__report_gsfailure")
        {
            return true
        }
        return (0..<Self.checkWords).contains { index in
            (try? unwinder.view.word(registers.sp &+ index &* 4)) == Self.cookieBeforeStart
        }
    }

    private static let cookieBeforeStart: UInt32 = 0xB064
    private static let checkWords: UInt32 = 4
    private static let searchedWords: UInt32 = 32

    /// The nearest word up the stack that is an address behind a call in another function, for a check that no function
    /// table describes.
    private func nearestReturn(above sp: UInt32, _ unwinder: StackUnwinder, besides inner: UInt32) -> UInt32? {
        let known = unwinder.function(at: inner &- 1)?.start
        for index in 0..<Self.searchedWords {
            guard let word = try? unwinder.view.word(sp &+ index &* 4) else { return nil }
            let address = word & ~1
            guard address != inner, module(at: address, unwinder.thread) != nil, isBehindCall(word, unwinder.view)
            else {
                continue
            }
            if known == nil || unwinder.function(at: address &- 1)?.start != known { return address }
        }
        return nil
    }

    /// Whether the instruction before an address is a call: BL of A32, BL or BLX of Thumb.
    package func isBehindCall(_ address: UInt32, _ view: GuestView) -> Bool {
        guard address & 1 == 0 else {
            let place = address & ~1
            guard let high = try? view.halfword(place &- 4), let low = try? view.halfword(place &- 2) else {
                return false
            }
            return high & 0xF800 == 0xF000 && low & 0xC000 == 0xC000 || low & 0xFF87 == 0x4780
        }
        guard let word = try? view.word(address &- 4) else { return false }
        return word & 0x0F00_0000 == 0x0B00_0000 || word & 0x0FFF_FFF0 == 0x012F_FF30
    }
}
