import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import Unicorn

extension Checker {
    static let guardedHeap = Checker(
        id: "CE0842", name: "guarded-heap", title: "an access outside a block of a heap, or to a freed one",
        explanation:
            "Each block of a heap below 256 KB ends with its page, and the page behind is not there: an access past "
            + "the end faults where it is made. The pages of a freed block stay away until 512 others were freed. "
            + "What is written into the up to seven bytes behind a block that end its last eight, or into the 64 bytes "
            + "before it, is found when the block is freed. Blocks take at least a page of memory each, and lie "
            + "elsewhere than they would: other addresses, other times.",
        example: Example(
            bad: "BYTE *p = LocalAlloc(0, 10);  for (i = 0; i <= 10; i++) p[i] = 0;",
            good: "BYTE *p = LocalAlloc(0, 10);  for (i = 0; i < 10; i++) p[i] = 0;"),
        isForVerification: true,
        make: { GuardedHeapChecker($0) })
}

/// Reports accesses around blocks of guarded heaps.
final class GuardedHeapChecker: RunningChecker {
    /// The calls that take a block to free or to change, and which argument it is.
    private static let takers = [
        ("LocalFree", 0), ("LocalReAlloc", 0), ("LocalSize", 0), ("HeapFree", 2), ("HeapReAlloc", 2), ("HeapSize", 2),
        ("free", 0), ("realloc", 0),
    ]

    private let takers: [Int: Int]

    init(_ setup: CheckerSetup) {
        takers = setup.positions(Self.takers.map(\.0)).mapValues { name in
            Self.takers.first { $0.0 == name }?.1 ?? 0
        }
        super.init(.guardedHeap, setup, [.faults, .calls], memory: .heaps)
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .faultRaised(let report, let thread): faulted(report, thread)
        case .callBegan(let call, let thread):
            if let argument = takers[call.index] { taken(thread.registers.r[argument], call, thread) }
        default: break
        }
    }

    override func observe(_ event: MemoryEvent) {
        guard case .heapDamaged(let damage) = event else { return }
        let block = damage.block
        let place = block.address &+ UInt32(truncatingIfNeeded: damage.offset)
        emit(
            .error, process: processName(damage.site.process), place: kernel.describe(damage.site),
            "the byte \(block.place(of: place)) has been written, as is found at this free; the block was allocated by "
                + kernel.describe(block.taken), hint: "nothing next to a block is its owner's")
    }

    private func processName(_ id: UInt32) -> String {
        kernel.processes.all.last { $0.id == id }?.name ?? kernel.processes.nk.name
    }

    /// The heaps that an address may be in, in what a thread's code sees.
    private func heaps(at address: UInt32, _ thread: Thread) -> [GuestHeap] {
        let isKernels = kernel.processes.nk.space.covers(VirtualAddress(address))
        let process = isKernels ? kernel.processes.nk : thread.addressSpace
        return [process.heap] + process.heap.children.sorted { $0.key < $1.key }.map(\.value)
    }

    private func faulted(_ report: FaultReport, _ thread: Thread) {
        guard let address = report.address?.rawValue,
            let block = heaps(at: address, thread).lazy.compactMap({ $0.guardedBlock(at: address) }).first
        else { return }
        let freed = block.freed.map { ", freed by \(kernel.describe($0))" } ?? ""
        emit(
            .error, process: report.process,
            place: report.codePlace,
            "0x\(hexadecimal(address)) is \(block.place(of: address)), allocated by \(kernel.describe(block.taken))"
                + freed,
            hint: report.hint)
    }

    /// A block is freed or changed that was freed before, is none, or is another heap's.
    private func taken(_ address: UInt32, _ call: PendingCall, _ thread: Thread) {
        guard address != 0 else { return }
        let heaps = heaps(at: address, thread)
        let site = kernel.site(of: call, thread)
        let isFree = site.function.lowercased().hasSuffix("free")
        func tell(_ block: GuardedBlock, _ message: String, _ hint: String) {
            emit(
                .error, process: thread.current.name, place: kernel.describe(site),
                message + "allocated by \(kernel.describe(block.taken))", hint: hint)
        }
        if let block = heaps.lazy.compactMap({ $0.freedBlock(address) }).first, let freed = block.freed {
            return tell(
                block,
                "the block of \(block.requested) bytes at 0x\(hexadecimal(address)) was freed already by "
                    + "\(kernel.describe(freed)); it was ",
                isFree ? "one owner frees a block, once" : "a block is used before it is freed")
        }
        for heap in heaps {
            guard let block = heap.guardedBlock(at: address), block.freed == nil else { continue }
            if block.address != address {
                return tell(
                    block, "0x\(hexadecimal(address)) is no block: it is \(block.place(of: address)), ",
                    "\(site.function) takes the address that the allocation gave")
            }
            let own = thread.current.heap
            let named = site.function.hasPrefix("Heap") ? own.children[thread.registers.r[0]] ?? own : own
            guard named !== heap else { return }
            return tell(
                block,
                "the block of \(block.requested) bytes at 0x\(hexadecimal(address)) is of another heap, ",
                "a block goes back to the heap that it came from")
        }
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["takers"]) }
}

extension CheckerSetup {
    /// The functions of some names, by their place in the call table.
    func positions(_ names: [String]) -> [Int: String] {
        let table = kernel.calling.table
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in table.index(of: name, in: .coredll).map { ($0, name) } })
    }
}

extension Kernel {
    /// Where a call that has just begun comes from.
    func site(of call: PendingCall, _ thread: Thread) -> CallSite { site(ofFunction: call.index, thread) }

    /// Where a thread's call of a function comes from, by its place in the call table.
    func site(ofFunction index: Int, _ thread: Thread) -> CallSite {
        CallSite(
            function: calling.table.calls[index].name, returnAddress: place(of: thread),
            process: thread.current.id, instructions: engine.instructions)
    }
}
