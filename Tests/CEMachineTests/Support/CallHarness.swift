import GuestAddress
import OEMAddrTable
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Makes kernel calls as a user thread would, without guest code.
final class CallHarness {
    let machine: Machine
    let kernel: Kernel
    let process: Process
    var thread: Thread
    /// A committed page for arguments, in the user half.
    let page: UInt32

    init(devices: [DeviceConfiguration] = []) throws {
        // Small, since booting takes time with the memory.
        let board = try TestBoard.make(
            "arm926", .ce6, rows: [(0x8000_0000, 0x3000_0000, 8)], banks: [(0x3000_0000, 0x80_0000)],
            pool: (0x8020_0000, 0x50_0000), devices: devices)
        machine = try Machine(board: board)
        kernel = machine.kernel
        process = try kernel.makeProcess(named: "test.exe")
        thread = try kernel.makeThread(in: process, start: 0x1_1000, argument: 0, stackSize: 0, suspended: false)
        page = try kernel.memory.allocate(
            in: process.space, at: 0, size: 0x4000, type: 0x3000, protection: 4, site: kernel.hostSite("test")
        ).rawValue
        thread.state = .running
    }

    var view: GuestView { kernel.view(of: process) }

    func makeThread() throws -> Thread {
        try kernel.makeThread(in: process, start: 0x1_1000, argument: 0, stackSize: 0, suspended: false)
    }

    /// What a call leaves in r0; nil when the thread waits.
    @discardableResult
    func call(_ name: String, _ arguments: UInt32..., by caller: Thread? = nil) throws -> UInt32? {
        try call(name, with: arguments, by: caller)
    }

    @discardableResult
    func call(_ name: String, with arguments: [UInt32], by caller: Thread? = nil) throws -> UInt32? {
        let thread = caller ?? thread
        thread.state = .running
        let table = kernel.calling.table
        let index = try #require(table.index(of: name, in: .coredll) ?? table.index(of: name, in: .ceddk), "\(name)")
        // Arguments from the fifth on are on the stack, here in the last page.
        let stack = page + 0x3000
        for (position, argument) in arguments.enumerated().dropFirst(4) {
            try view.setWord(argument, stack + UInt32(position - 4) * 4)
        }
        func register(_ index: Int) -> UInt32 { index < arguments.count ? arguments[index] : 0 }
        let invocation = Invocation(
            thread: thread, r0: register(0), r1: register(1), r2: register(2), r3: register(3), stackPointer: stack,
            memory: kernel.view(of: thread, privileged: false), callIndex: index)
        let call = kernel.calling.table.calls[index]
        thread.call = PendingCall(index: index, serial: 0)
        var isPending = false
        kernel.complete(thread) { () throws(CallStop) in
            do throws(CallStop) {
                let result = try call.handler(kernel, invocation)
                if case .pending = result { isPending = true }
                return result
            } catch {
                switch error {
                case .error: throw error
                case .fault(let fault):
                    kernel.noteUnreachable(fault.address)
                    throw .error(.invalidParameter)
                case .busError(let error): Issue.record("\(error)")
                case .exception(let exception): Issue.record("\(exception)")
                case .fatal(let message): Issue.record("\(message)")
                }
                return .failure(call.failureValue)
            }
        }
        return isPending ? nil : thread.resume.r[0]
    }

    /// Goes on as code of the kernel, as a driver does.
    func enterKernel() { kernel.enter(kernel.processes.nk, thread) }

    /// Places a wide string in the page.
    func text(_ text: String, at offset: UInt32 = 0) throws -> UInt32 {
        let bytes = (Array(text.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        try view.write(bytes, page + offset)
        return page + offset
    }
}
