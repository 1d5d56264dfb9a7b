import CEKernel
internal import CEMachine
import CEMemory
internal import GuestAddress

/// What the kernel does around mappings.
let kernelWorkloads: [Workload] = [
    Workload("switch", "a process switch with a trap, against the trap alone", sizes: .fixed) { context, _ in
        let bench = try context.machine(for: GuestPage.size)
        let other = try bench.addProcess()
        let turns = 200
        return [
            try context.measure(
                "switch", size: 0,
                [
                    Probe(
                        "switch", operations: turns,
                        run: {
                            for turn in 0..<turns {
                                try bench.run(.nothing, 0, count: 0, in: turn & 1 == 0 ? bench.process : other)
                            }
                        }),
                    trap(bench, turns),
                ], counting: bench.kernel)
        ]
    },
    Workload("fragmented", "one more mapping of 64 KB among 10,000", sizes: .fixed) { context, _ in
        let size: UInt64 = 64 << 10
        let bench = try context.machine(for: size)
        let crowded = try bench.addProcess()
        // One mapping stays in the other process, too, so that its page table comes and goes in neither.
        try occupy(1, bench, bench.process)
        let live = try occupy(10_000, bench, crowded)
        let turns = 32
        func oneMore(_ process: Process) throws {
            for _ in 0..<turns {
                let address = try bench.reserve(size, in: process)
                try bench.map(address, size: size, in: process)
                try bench.release(address, in: process)
            }
        }
        return [
            try context.measure(
                "fragmented", size: size,
                [
                    Probe(
                        "fragmented", operations: turns, run: { try oneMore(crowded) },
                        finish: {
                            guard crowded.space.count > live else { throw BenchError("fragmented: mappings are gone") }
                        }),
                    Probe("first", operations: turns, run: { try oneMore(bench.process) }),
                ], counting: bench.kernel)
        ]
    },
    Workload("boot", "a machine from the board to its first guest instruction", sizes: .fixed) { context, _ in
        let board = context.board
        var bench: BenchMachine?
        return [
            try context.measure(
                "boot", size: 0,
                [
                    Probe(
                        "boot",
                        run: {
                            let machine = try BenchMachine(board)
                            try machine.run(.nothing, 0, count: 0)
                            bench = machine
                        }, finish: { bench = nil })
                ])
        ]
    },
]

/// A guest that returns at once: registers in, run, trap, registers out.
private func trap(_ bench: BenchMachine, _ turns: Int) -> Probe {
    Probe("trap", operations: turns, run: { for _ in 0..<turns { try bench.run(.nothing, 0, count: 0) } })
}

/// Makes live mappings of a page each.
/// - Returns: how many.
@discardableResult
private func occupy(_ count: Int, _ bench: BenchMachine, _ process: Process) throws -> Int {
    for _ in 0..<count {
        try bench.map(try bench.reserve(GuestPage.size, in: process), size: GuestPage.size, in: process)
    }
    return count
}
