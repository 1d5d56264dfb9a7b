import GuestAddress
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// READ_PORT_UCHAR and its like through a kernel call as the core's trap makes it.
@Suite struct RegisterAccessTests {
    @Test func `a long buffer is worked on in parts, and the rest is a call of its own`() throws {
        let guest = try CallHarness()
        let kernel = guest.kernel
        let buffer = try kernel.memory.allocate(
            in: guest.process.space, at: 0, size: 0x3_0000, type: 0x3000, protection: 4, site: kernel.hostSite("test")
        ).rawValue
        try guest.view.setByte(0x5A, guest.page)
        let index = try #require(kernel.calling.table.index(of: "READ_PORT_BUFFER_UCHAR", in: .ceddk))
        let trap = kernel.calling.traps.address(ofCall: kernel.calling.table.slots[index])
        let thread = guest.thread
        thread.registers = CoreRegisters()
        thread.registers.cpsr = CPUMode.user.rawValue
        thread.registers.r[0] = guest.page
        thread.registers.r[1] = buffer
        thread.registers.r[2] = 0x1_0003
        thread.registers.lr = 0x1_1000
        thread.registers.pc = trap
        let start = kernel.engine.instructions
        kernel.dispatch(.providedCall(kernel.calling.table.slots[index]), thread)
        #expect(thread.registers.pc == trap)
        #expect((0..<3).map { thread.registers.r[$0] } == [guest.page, buffer + 0x1_0000, 3])
        #expect(kernel.engine.instructions - start >= 0x5_0000)
        #expect(try guest.view.word(buffer + 0xFFFC) == 0x5A5A_5A5A)
        #expect(try guest.view.word(buffer + 0x1_0000) == 0)
        kernel.dispatch(.providedCall(kernel.calling.table.slots[index]), thread)
        #expect(thread.registers.pc == 0x1_1000)
        #expect(try guest.view.word(buffer + 0x1_0000) == 0x005A_5A5A)
    }
}
