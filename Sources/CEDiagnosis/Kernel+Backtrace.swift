package import CEKernel
import CEMemory
import GuestAddress
import PEImage
import Unicorn

extension Kernel {
    private static let maximumBacktrace = 24

    /// Where a thread is, innermost first; empty of one that has not begun, or runs none of the guest's code.
    func stack(of thread: Thread) -> [String] {
        var isInCall = callName(of: thread) != nil
        var registers = position(of: thread)
        // Such code leaves LR as it is.
        let called = calling.guestCode.accessingCall(at: registers.pc).map { _ in describe(registers.pc, thread) }
        if called != nil {
            registers.pc = registers.lr & ~1
            isInCall = true
        }
        var calls = thread.frames.filter { !$0.isVisit }
        // A function that ends in a jump to the call has left the stack.
        if registers.pc == calling.traps.returnTrap, let frame = calls.popLast() { registers = frame.resume }
        guard registers.pc != 0, module(at: registers.pc, thread) != nil else { return [] }
        let unwinder = StackUnwinder(kernel: self, thread: thread)
        let place = describe(registers.pc, thread)
        let name = functionName(at: registers.pc, isReturn: isInCall, unwinder)
        return [called, name.map { "\(place) (\($0))" } ?? place].compactMap(\.self)
            + backtrace(from: registers, thread, isInnermost: !isInCall, depth: calls.count, namesRequests: true)
    }

    /// The callers of the code that faulted, innermost first, through the calls of drivers to their applications.
    /// - Parameters:
    ///   - isInnermost: whether PC is the instruction that was to run, rather than one behind a call.
    ///   - depth: how many of the thread's calls into the guest are below; all when not given.
    ///   - namesRequests: whether a line says what a driver was asked for, between it and its caller.
    func backtrace(
        from registers: CoreRegisters, _ thread: Thread, isInnermost: Bool = true, depth: Int? = nil,
        namesRequests: Bool = false
    ) -> [String] {
        var unwinder = StackUnwinder(kernel: self, thread: thread)
        var lines: [String] = []
        var current = registers
        var isInnermost = isInnermost
        let calls = thread.frames.filter { !$0.isVisit }
        var depth = depth ?? calls.count
        var repeated = 1
        while lines.count < Self.maximumBacktrace, repeated < 0x1_0000,
            let next = unwinder.caller(of: current, isInnermost: isInnermost)
        {
            isInnermost = false
            current = next
            if next.pc == calling.traps.returnTrap {
                guard depth > 0 else { break }
                depth -= 1
                if namesRequests, let request = calls[depth].request {
                    closeRepetition(&lines, &repeated)
                    lines.append(request)
                }
                current = calls[depth].resume
                if let space = callerSpace(below: depth, thread) { unwinder.space = space }
                guard current.pc != 0 else { break }
            }
            guard unwinder.module(at: current.pc) != nil else { break }
            let line = caller(at: current.pc, unwinder, thread)
            // A recursion takes one line.
            if lines.last == line {
                repeated += 1
                continue
            }
            closeRepetition(&lines, &repeated)
            lines.append(line)
        }
        closeRepetition(&lines, &repeated)
        return lines
    }

    /// Where a thread runs, by name as far as that is known.
    package func runningPlace(of thread: Thread) -> String {
        let address = position(of: thread).pc
        let place = describe(address, thread)
        let unwinder = StackUnwinder(kernel: self, thread: thread)
        return functionName(at: address, isReturn: false, unwinder).map { "\(place) (\($0))" } ?? place
    }

    private func closeRepetition(_ lines: inout [String], _ repeated: inout Int) {
        if repeated > 1, let last = lines.popLast() { lines.append("\(last), \(repeated) times") }
        repeated = 1
    }

    /// `smd.dll+0x1234 (SMD_IOControl+0x34)`, of where a call comes back to.
    func caller(at address: UInt32, _ unwinder: StackUnwinder, _ thread: Thread) -> String {
        let place =
            unwinder.module(at: address).map { "\($0.module.name)+0x\(String($0.offset, radix: 16))" }
            ?? describe(address, thread)
        return functionName(at: address, isReturn: true, unwinder).map { "\(place) (\($0))" } ?? place
    }

    /// The process whose memory the caller sees that a call into a user-mode driver was made for.
    /// - Parameter depth: the call's place among the thread's calls into the guest.
    private func callerSpace(below depth: Int, _ thread: Thread) -> Process? {
        var calls = 0
        for (index, frame) in thread.frames.enumerated() where !frame.isVisit {
            if calls == depth { return index > 0 ? thread.frames[index - 1].visit?.addressSpace : nil }
            calls += 1
        }
        return nil
    }

    /// `CopyFrame+0x34, smd.c:143` as far as companion files know, otherwise `SMD_IOControl+0x34` when the function is
    /// exported.
    func functionName(at address: UInt32, isReturn: Bool, _ unwinder: StackUnwinder) -> String? {
        guard let (module, offset) = unwinder.module(at: address) else { return nil }
        return module.symbols.place(at: offset, isReturn: isReturn)
    }
}
