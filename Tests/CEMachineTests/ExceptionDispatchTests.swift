import GuestAddress
import TestSupport
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMemory

/// How an exception finds its handler: filters are asked from the inside out, `__finally` blocks run before the
/// handler.
@Suite struct ExceptionDispatchTests {
    private static let base: UInt32 = 0x0010_0000
    private static let code: UInt32 = 0xE000_0001

    private let harness: CallHarness
    private var kernel: Kernel { harness.kernel }
    private var thread: Thread { harness.thread }

    init() throws { harness = try CallHarness() }

    /// A scope of the function at 0x1008, as it is linked; without a target it is a `__finally`.
    private struct Scope {
        var filter: UInt32
        var target: UInt32
    }

    /// A program whose function at 0x1008 guards all of its instructions but the prolog.
    /// push {lr}; sub sp, #4; nop × 6
    private func load(_ scopes: [Scope]) throws {
        var builder = ImageBuilder()
        builder.characteristics = 0x0103
        builder.imageBase = Self.base
        let table = Self.base + 0x3000
        builder.sections[0].data = .words(
            Self.base + 0x1100, table, 0xE52D_E004, 0xE24D_D004, 0xE1A0_0000, 0xE1A0_0000, 0xE1A0_0000, 0xE1A0_0000,
            0xE1A0_0000, 0xE1A0_0000)
        // Two instructions of prolog, eight in all, of 32 bits, with a handler.
        _ = builder.add(".pdata", .words(Self.base + 0x1008, 0xC000_0802), directory: 3)
        var words = [UInt8].words(UInt32(scopes.count))
        for scope in scopes {
            words += .words(
                Self.base + 0x1010, Self.base + 0x1028,
                scope.filter == 1 ? 1 : Self.base + scope.filter, scope.target == 0 ? 0 : Self.base + scope.target)
        }
        _ = builder.add(".xdata", words)
        kernel.files.add(named: "exc.exe", bytes: builder.bytes())
        let module = try #require(try kernel.load(kernel.imageFile(named: "exc.exe"), into: harness.process).last)
        #expect(module.base.rawValue == Self.base)
    }

    private var stack: UInt32 { harness.page + 0x2000 }

    /// RaiseException, called in the function's body.
    /// - Returns: whether somebody was asked.
    private func raise(flags: UInt32 = 0) throws -> Bool {
        let exception = SoftwareException(code: Self.code, flags: flags)
        kernel.scheduler.run(thread)
        var registers = CoreRegisters()
        registers.cpsr = CPUMode.user.rawValue
        registers.sp = stack
        registers.r[4] = 0x44
        registers.pc = Self.base + 0x1018
        thread.registers = registers
        thread.resume = registers
        // Behind the locals lies the return address, which nothing is at.
        try harness.view.setWord(0x10, stack + 4)
        let cause = FaultCause.raised(exception)
        return kernel.dispatchException(kernel.report(cause, thread), cause, on: thread)
    }

    /// The guest's filter or block returns.
    private func answer(_ value: UInt32) {
        thread.registers.r[0] = value
        thread.registers.pc = kernel.calling.traps.returnTrap
        kernel.dispatch(.guestReturn, thread)
    }

    @Test func `the constant filter gets the exception at once`() throws {
        try load([Scope(filter: 1, target: 0x1020)])
        #expect(try raise())
        #expect(thread.registers.pc == Self.base + 0x1020)
        #expect(thread.registers.r[0] == Self.code)
        #expect(thread.registers.r[4] == 0x44)
        #expect(thread.registers.sp == stack)
        #expect(kernel.output.lines == [])
    }

    @Test func `a filter sees the exception record and the function's frame, and says who handles it`() throws {
        try load([Scope(filter: 0x1100, target: 0x1020), Scope(filter: 0x1200, target: 0x1024)])
        #expect(try raise())
        #expect(thread.registers.pc == Self.base + 0x1100)
        #expect(thread.registers.r[1] == stack)
        let pointers = thread.registers.r[0]
        #expect(try harness.view.word(harness.view.word(pointers)) == Self.code)
        #expect(try harness.view.word(harness.view.word(pointers + 4) + 4 + 16) == 0x44)
        // EXCEPTION_CONTINUE_SEARCH: the next scope is asked.
        answer(0)
        #expect(thread.registers.pc == Self.base + 0x1200)
        // EXCEPTION_EXECUTE_HANDLER
        answer(1)
        #expect(thread.registers.pc == Self.base + 0x1024)
        #expect(thread.registers.r[0] == Self.code)
    }

    @Test func `a filter may change CONTEXT and have the code go on`() throws {
        try load([Scope(filter: 0x1100, target: 0x1020)])
        #expect(try raise())
        let context = try harness.view.word(thread.registers.r[0] + 4)
        try harness.view.setWord(0x77, context + 4 + 16)
        // EXCEPTION_CONTINUE_EXECUTION
        answer(0xFFFF_FFFF)
        #expect(thread.registers.pc == Self.base + 0x1018)
        #expect(thread.registers.r[4] == 0x77)
    }

    @Test func `what cannot be continued ends the process`() throws {
        try load([Scope(filter: 0x1100, target: 0x1020)])
        #expect(try raise(flags: SoftwareException.nonContinuable))
        answer(0xFFFF_FFFF)
        #expect(!harness.process.isAlive)
        #expect(harness.process.exitCode == Self.code)
    }

    @Test func `a finally block runs before the handler outside of it`() throws {
        try load([Scope(filter: 0x1100, target: 0), Scope(filter: 1, target: 0x1024)])
        #expect(try raise())
        #expect(thread.registers.pc == Self.base + 0x1100)
        // The block is left by an exception.
        #expect(thread.registers.r[0] == 1)
        answer(0)
        #expect(thread.registers.pc == Self.base + 0x1024)
    }

    @Test func `when no filter takes it, the process ends and no finally block runs`() throws {
        try load([Scope(filter: 0x1200, target: 0), Scope(filter: 0x1100, target: 0x1020)])
        #expect(try raise())
        #expect(thread.registers.pc == Self.base + 0x1100)
        answer(0)
        #expect(!harness.process.isAlive)
        #expect(kernel.output.lines.last == "test.exe ended by an unhandled exception")
    }

    @Test func `a function that guards nothing is not asked`() throws {
        #expect(try !raise())
        try load([])
        #expect(try !raise())
    }
}
