import CEKernel
internal import CEMachine
import CEMemory
internal import GuestAddress

/// What making, changing and taking away mappings costs.
let mappingWorkloads: [Workload] = [
    Workload("reserve", "VirtualAlloc with MEM_RESERVE", sizes: .upTo(1 << 30)) { context, size in
        let bench = try context.machine(for: 0, atLeast: size)
        let parts = try MappingParts(bench, size: size)
        return [
            try context.measure(
                "reserve", size: size,
                [Probe("reserve", operations: parts.copies, run: parts.reserve, finish: parts.release)],
                counting: bench.kernel)
        ]
    },
    Workload("copy-map", "VirtualCopyEx of RAM by address, and of kernel memory", sizes: .upTo(1 << 30)) {
        context, size in
        try copyMap(context, size)
    },
    Workload("protect", "VirtualProtect of a mapping to read-only and back", sizes: .upTo(256 << 20)) { context, size in
        let bench = try context.machine(for: size)
        let parts = try MappingParts(bench, size: size)
        try parts.reserve()
        try parts.map(Protection.readWrite)
        let probe = Probe(
            "protect", operations: parts.copies * 2,
            run: {
                for flags in [Protection.readOnly, Protection.readWrite] {
                    for part in parts.parts {
                        _ = try bench.kernel.memory.protect(
                            part.address, size: UInt32(truncatingIfNeeded: part.size), flags, in: part.process.space)
                    }
                }
            }, finish: parts.checkEnds)
        return [
            try context.measure(
                "protect", size: size, [probe, Baselines.floor(size)], counting: bench.kernel)
        ]
    },
    Workload("release", "VirtualFree with MEM_RELEASE of a mapping", sizes: .upTo(1 << 30)) { context, size in
        let bench = try context.machine(for: size)
        let parts = try MappingParts(bench, size: size)
        let probe = Probe(
            "release", operations: parts.copies,
            prepare: {
                try parts.reserve()
                try parts.map(Protection.readWrite)
            }, run: parts.release)
        var probes = [probe, try Baselines.clearFloor(size)]
        if size <= hostLimit { probes += [try Baselines.munmap(size), try Baselines.engineUnmap(size)] }
        if let other = context.otherEmulator(size) { probes.append(other.probe(.pages, \.clearing)) }
        return [try context.measure("release", size: size, probes, counting: bench.kernel)]
    },
    Workload("tlb-flush", "the TLB invalidation after a release, every page touched before", sizes: .upTo(256 << 20)) {
        context, size in
        let bench = try context.machine(for: size)
        let parts = try MappingParts(bench, size: size)
        let probe = Probe(
            "tlb-flush",
            prepare: {
                try parts.reserve()
                try parts.map(Protection.readWrite)
                _ = try parts.touch()
                try parts.release()
            }, run: { try bench.kernel.refreshTranslations() })
        var probes = [probe]
        if let other = context.otherEmulator(size) { probes.append(other.probe(.pages, \.invalidating)) }
        return [try context.measure("tlb-flush", size: size, probes, counting: bench.kernel)]
    },
    Workload("remap", "reserve, map, touch every page and release", sizes: .upTo(32 << 20)) { context, size in
        let bench = try context.machine(for: size)
        let parts = try MappingParts(bench, size: size)
        let expected = Pattern.pageSum(size: size) &* UInt32(truncatingIfNeeded: parts.copies)
        let probe = Probe(
            "remap", operations: parts.copies,
            run: {
                try parts.reserve()
                try parts.map(Protection.readWrite)
                guard try parts.touch() == expected else { throw BenchError("remap: the guest read something else") }
                try parts.release()
            })
        return [
            try context.measure("remap", size: size, [probe, Baselines.memcpy(size)], counting: bench.kernel)
        ]
    },
]

/// Larger than this the baselines that take host memory are left out.
let hostLimit: UInt64 = 256 << 20

private func copyMap(_ context: BenchContext, _ size: UInt64) throws -> [Measurement] {
    let bench = try context.machine(for: size)
    let parts = try MappingParts(bench, size: size)
    var probes = [
        copyMapProbe("copy-map", parts, Protection.readWrite | Protection.noCache), try Baselines.floor(size),
    ]
    if size <= hostLimit {
        probes += [try Baselines.memcpy(size), try Baselines.mmap(size), try Baselines.engineMap(size)]
    }
    if let other = context.otherEmulator(size) { probes.append(other.probe(.pages, \.writing)) }
    var results = [try context.measure("copy-map", size: size, probes, counting: bench.kernel)]
    results.append(
        try context.measure(
            "copy-map-cached", size: size,
            [copyMapProbe("copy-map-cached", parts, Protection.readWrite), Baselines.floor(size)],
            counting: bench.kernel))
    if size >= 1 << 20 {
        let large = try context.machine(for: size, on: context.board.mappingBySections())
        let parts = try MappingParts(large, size: size)
        results.append(
            try context.measure(
                "copy-map-large", size: size,
                [copyMapProbe("copy-map-large", parts, Protection.readWrite), Baselines.floor(size)],
                counting: large.kernel))
    }
    if let kernelSource = try kernelSourceProbe(bench, parts, size) {
        results.append(
            try context.measure(
                "copy-map-kernel", size: size, [kernelSource, Baselines.floor(size)], counting: bench.kernel))
    }
    return results
}

/// VirtualCopyEx of RAM by address; the ends are read after each run.
private func copyMapProbe(_ name: String, _ parts: MappingParts, _ protection: UInt32) -> Probe {
    Probe(
        name, operations: parts.copies, prepare: parts.reserve, run: { try parts.map(protection) },
        finish: {
            try parts.checkEnds()
            try parts.release()
        })
}

/// VirtualCopyEx whose source is an address of the static map; nil where the map has no such range.
private func kernelSourceProbe(_ bench: BenchMachine, _ parts: MappingParts, _ size: UInt64) throws -> Probe? {
    guard let source = bench.staticSource, source.size >= size, size <= BenchMachine.processLimit else { return nil }
    let kernel = bench.kernel
    let seed = Pattern.word(at: 0)
    return Probe(
        "copy-map-kernel", operations: parts.copies, prepare: parts.reserve,
        run: {
            for part in parts.parts {
                try kernel.memory.copyMap(
                    in: part.process.space, at: part.address,
                    from: .memory(source.base.rawValue, kernel.memory.kernelSpace),
                    size: UInt32(truncatingIfNeeded: part.size), protection: Protection.readWrite,
                    site: BenchMachine.site)
            }
        },
        finish: {
            _ = kernel.memory.physical.setWord(seed, at: source.physical)
            for part in parts.parts {
                guard try bench.run(.touchPages, part.address, count: 1, in: part.process) == seed else {
                    throw BenchError("copy-map-kernel: the guest read something else")
                }
            }
            try parts.release()
        })
}
