import CEKernel
internal import CEMachine
import CEMemory
internal import GuestAddress
internal import OEMAddrTable
internal import Unicorn

/// What a workload found wrong: the guest did not read what it should, or the machine refused.
package struct BenchError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

/// The board has too little RAM for a workload at a size.
struct ShortageError: Error, Hashable, Sendable, CustomStringConvertible {
    let description: String
}

/// A machine to measure on: booted, with one bare process that holds the guest loops, and a range of RAM to map.
final class BenchMachine {
    let machine: Machine
    var kernel: Kernel { machine.kernel }
    let process: Process
    /// Where the guest loops are, in every process made here, and the page of the first process's copy.
    let code: VirtualAddress
    let codePage: PhysicalAddress
    private(set) var processes: [Process]
    /// The largest range of RAM that no row of the static map reaches; without one, the largest that the kernel leaves
    /// alone.
    let buffer: AddressRange<PhysicalAddress>

    /// The largest range of RAM in the static map that the kernel leaves alone, and its physical address.
    let staticSource: (base: VirtualAddress, physical: PhysicalAddress, size: UInt64)?

    static let site = CallSite(function: "cebench", returnAddress: 0, process: 0, instructions: 0)
    /// What one process maps at most: the rest of its 1 GB is left for what else it has.
    static let processLimit: UInt64 = 512 << 20

    init(_ board: BenchBoard) throws {
        machine = try Machine(board: board.configuration)
        let kernel = machine.kernel
        let map = board.configuration.map
        let banks = map.map.banks.map(\.range)
        let rows = map.rows.compactMap { AddressRange(base: $0.physical, size: $0.size) }
        let pools = kernel.memory.pool.ranges
        let above = banks.flatMap { $0.subtracting(rows + pools) }.max { $0.size < $1.size }
        guard let range = above ?? banks.flatMap({ $0.subtracting(pools) }).max(by: { $0.size < $1.size }) else {
            throw BenchError("the board has no RAM beside the kernel's own")
        }
        buffer = range
        staticSource = map.rows.lazy.flatMap { row in
            let whole = AddressRange(base: row.physical, clampedSize: row.size)
            return banks.compactMap { $0.intersection(whole) }.flatMap { $0.subtracting(pools) }.map {
                (
                    base: row.virtual.wrappingAdding($0.base.rawValue &- row.physical.rawValue), physical: $0.base,
                    size: $0.size
                )
            }
        }.max { $0.size < $1.size }
        (process, code, codePage) = try Self.makeProcess(kernel, "bench")
        processes = [process]
    }

    private static func makeProcess(
        _ kernel: Kernel, _ name: String
    ) throws -> (Process, VirtualAddress, PhysicalAddress) {
        let process = try kernel.makeProcess(named: name)
        let code = try kernel.memory.allocate(
            in: process.space, at: 0, size: UInt32(GuestPage.size), type: MemoryFlags.reserve | MemoryFlags.commit,
            protection: Protection.executeReadWrite, site: site)
        guard let page = kernel.physicalPage(of: code, in: process) else { throw BenchError("no page for guest code") }
        try kernel.engine.writeCode(GuestCode.page.span, at: page)
        return (process, code, page)
    }

    /// A further process with the guest loops at the same address.
    func addProcess() throws -> Process {
        let (process, place, _) = try Self.makeProcess(kernel, "bench\(processes.count + 1)")
        guard place == code else { throw BenchError("processes differ in where their code lies") }
        processes.append(process)
        return process
    }

    /// Sets the first bytes of the buffer to the pattern.
    func writePattern(size: UInt64) throws {
        guard let (ram, offset) = kernel.memory.physical.locate(buffer.base) else {
            throw BenchError("the buffer is not RAM")
        }
        Pattern.write(to: ram, at: offset, size: size)
    }

    // MARK: Mappings

    func reserve(_ size: UInt64, in process: Process) throws -> UInt32 {
        try kernel.memory.allocate(
            in: process.space, at: 0, size: UInt32(truncatingIfNeeded: size), type: MemoryFlags.reserve,
            protection: Protection.noAccess, site: Self.site
        ).rawValue
    }

    /// VirtualCopyEx of a part of the buffer.
    func map(
        _ address: UInt32, size: UInt64, offset: UInt64 = 0,
        _ protection: UInt32 = Protection.readWrite | Protection.noCache, in process: Process
    ) throws {
        let start = buffer.base.rawValue &+ UInt32(truncatingIfNeeded: offset)
        try kernel.memory.copyMap(
            in: process.space, at: address, from: .physical(shifted: start >> 8),
            size: UInt32(truncatingIfNeeded: size), protection: protection | Protection.physical, site: Self.site)
    }

    func release(_ address: UInt32, in process: Process) throws {
        try kernel.memory.free(
            in: process.space, at: address, size: 0, type: MemoryFlags.release, site: Self.site)
    }
}
