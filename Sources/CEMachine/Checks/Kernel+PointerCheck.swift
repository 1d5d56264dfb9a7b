import GuestAddress
import Unicorn

/// What drivers do with the addresses that their callers handed to them.
extension Kernel {
    /// So much of a buffer is looked at.
    private static let lookedAt: UInt32 = 4096

    // MARK: Calls

    /// A driver in the kernel is about to work for a caller.
    /// - Parameters:
    ///   - buffers: addresses and bytes of the caller's memory that it gets.
    ///   - input: the input buffer, whose words may be pointers.
    ///   - output: the output buffer.
    ///   - driver: `smd.dll in XXX_IOControl`.
    func beginPointers(
        _ buffers: [(UInt32, UInt32)], input: (UInt32, UInt32), output: (UInt32, UInt32),
        driver: @autoclosure () -> String, _ thread: Thread
    ) {
        guard !checkers.isDisjoint(with: Checker.ofPointers), !thread.current.isKernel else { return }
        let process = thread.current
        let name = driver()
        var call = CallerPointers.Call(
            thread: thread.id, depth: thread.frames.count, process: process.id,
            buffers: buffers.filter { Self.isUserRange($0.0, $0.1) }.map { address, size in
                CallerBuffer(
                    first: address, last: address + (size - 1), process: process.id, processName: process.name,
                    driver: name)
            })
        let view = view(of: thread, privileged: false)
        if checkers.contains(.kernelPointers) {
            call.output = (try? view.bytes(output.0, min(output.1, Self.lookedAt))) ?? []
        }
        if let observation, observation.checksPointers {
            let count = Self.isUserRange(input.0, input.1) ? min(input.1, Self.lookedAt) : 0
            for offset in stride(from: UInt32(0), to: count & ~3, by: 4) {
                guard let word = try? view.word(input.0 &+ offset) else { break }
                call.input.append(word)
            }
            if checkers.contains(.doubleFetch) { call.fetched = [FetchedBytes(first: input.0, count: count)] }
        }
        callerPointers.begin(call)
        observation?.watchPointers(of: thread)
    }

    /// The driver has returned, or faulted.
    @discardableResult
    func endPointers(_ thread: Thread) -> CallerPointers.Call? {
        guard !callerPointers.calls.isEmpty,
            let call = callerPointers.end(thread: thread.id, depth: thread.frames.count)
        else { return nil }
        observation?.watchPointers(of: thread)
        return call
    }

    /// The driver has asked for access to memory of its caller.
    func openedPointer(_ address: UInt32, _ size: UInt32, _ thread: Thread) {
        guard !callerPointers.calls.isEmpty, Self.isUserRange(address, size) else { return }
        callerPointers.open(
            CallerBuffer(
                first: address, last: address + (size - 1), process: thread.current.id, processName: "", driver: ""),
            lookedAt: checkers.contains(.doubleFetch) ? min(size, Self.lookedAt) : 0, thread: thread.id)
        observation?.watchPointers(of: thread)
    }

    private static func isUserRange(_ address: UInt32, _ size: UInt32) -> Bool {
        address != 0 && size > 0 && UInt64(address) + UInt64(size) <= 0x8000_0000
    }

    // MARK: Accesses that fault

    /// An access has faulted: was it made with an address that means nothing here?
    func checkPointerFault(_ report: FaultReport, _ thread: Thread) {
        guard !checkers.isDisjoint(with: Checker.ofPointers), let address = report.address?.rawValue else { return }
        if !thread.current.isKernel {
            checkKernelAddress(address, report)
        } else if address >= 0x1_0000, address < 0x8000_0000, report.belongedTo == nil {
            checkCallerAddress(
                address, place: report.kernelCall.map { "\(report.returnAddress) in \($0)" } ?? report.programCounter,
                faults: true, thread)
        }
    }

    /// A driver uses an address of the user's half: whose is it, and since when?
    /// - Parameters:
    ///   - place: where.
    ///   - faults: whether the access is known to fault.
    func checkCallerAddress(_ address: UInt32, place: @autoclosure () -> String, faults: Bool, _ thread: Thread) {
        let call = callerPointers.innermost(of: thread.id).map { callerPointers.calls[$0] }
        guard call?.covers(address) != true else { return }
        let virtual = VirtualAddress(address)
        let user =
            call == nil
            ? "a thread of the driver's own" : "the driver, while it worked for \(thread.addressSpace.name),"
        if let buffer = callerPointers.former(address) {
            let isSame = call?.process == buffer.process
            let checker: Checker = isSame ? .keptPointers : .foreignPointers
            guard checkers.contains(checker) else { return }
            let told = "\(virtual) is in a buffer that \(buffer.processName) handed to \(buffer.driver)"
            find(
                MachineFinding(
                    checker: checker, severity: isSame && !faults ? .warning : .error, process: nk.name, place: place(),
                    message: isSame
                        ? "\(told) in an earlier call, and \(user) used it" : "\(told), and \(user) used it",
                    hint: isSame
                        ? "a caller's buffer is the driver's for the length of the call: copy what is needed, or take an alias "
                            + "with CeAllocAsynchronousBuffer" : Self.foreignHint))
        } else if call == nil, faults, checkers.contains(.foreignPointers),
            let owner = processes.first(where: { $0.isAlive && !$0.isKernel && isDriverMade(virtual, in: $0) })
        {
            find(
                MachineFinding(
                    checker: .foreignPointers, severity: .error, process: nk.name, place: place(),
                    message: "\(virtual) is a mapping that a driver made in \(owner.name), and \(user) used it",
                    hint: Self.foreignHint))
        }
    }

    private static let foreignHint =
        "an address means the process that is served just then: map the memory into the kernel, or take an alias with "
        + "CeAllocAsynchronousBuffer"

    /// Whether a driver mapped what is at an address of a process.
    private func isDriverMade(_ address: VirtualAddress, in process: Process) -> Bool {
        process.space.reservation(at: address)?.creator.process == nk.id
    }

    // MARK: Addresses of the kernel

    /// Looks at what a driver left in its caller's output buffer: words that it changed.
    /// - Parameters:
    ///   - output: the caller's output buffer.
    ///   - size: its bytes.
    ///   - before: its bytes before the call.
    func checkOutput(_ output: UInt32, _ size: UInt32, of driver: String, before: [UInt8], _ thread: Thread) {
        guard checkers.contains(.kernelPointers), Self.isUserRange(output, size), !thread.current.isKernel else {
            return
        }
        guard let after = try? view(of: thread, privileged: false).bytes(output, min(size, Self.lookedAt)) else {
            return
        }
        var isTold = false
        for offset in stride(from: 0, to: after.count & ~3, by: 4) {
            let bytes = after[offset..<offset + 4]
            if offset + 4 <= before.count, before[offset..<offset + 4] == bytes { continue }
            let word = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard word >= 0x8000_0000 else { continue }
            callerPointers.handOut(.init(value: word, driver: driver, instructions: engine.instructions))
            let address = VirtualAddress(word)
            guard !isTold, let reservation = nk.space.reservation(at: address) else { continue }
            isTold = true
            find(
                MachineFinding(
                    checker: .kernelPointers, severity: .note, process: nk.name, place: driver,
                    message:
                        "the word at \(offset) of \(thread.current.name)'s output buffer, \(address), is an address of the "
                        + "kernel: \(reservation.range) of \(describe(reservation.creator))",
                    hint: "hand out an address in the application's own space, or a handle"))
        }
    }

    /// An application has used an address of the kernel's half: did a driver give it?
    private func checkKernelAddress(_ address: UInt32, _ report: FaultReport) {
        guard checkers.contains(.kernelPointers), address >= 0x8000_0000,
            let area = kernelArea(of: VirtualAddress(address)),
            let word = callerPointers.handedOut.last(where: {
                area.contains(VirtualAddress($0.value)) && $0.value <= address
            })
        else { return }
        let ago = engine.instructions &- word.instructions
        find(
            MachineFinding(
                checker: .kernelPointers, severity: .error, process: report.process, place: report.programCounter,
                message:
                    "\(report.process) used \(VirtualAddress(address)), an address of the kernel: \(word.driver) had handed out "
                    + "\(VirtualAddress(word.value)), \(ago) instructions ago",
                hint: "map the memory into the application (VirtualAllocEx and VirtualCopyEx) and hand out that address"
            ))
    }

    private func kernelArea(of address: VirtualAddress) -> AddressRange<VirtualAddress>? {
        nk.space.reservation(at: address)?.range ?? staticMap.ramWindows.first { $0.contains(address) }
    }
}
