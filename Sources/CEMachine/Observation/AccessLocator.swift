import Disassembly
import GuestAddress
import Unicorn

/// Finds the instruction that makes an access: inside a run the core knows the block only, but all other registers, so the first
/// instruction of the block whose operand is that address is the one. A block is decoded once.
struct AccessLocator {
    private struct Key: Hashable {
        var start: UInt32
        var isThumb: Bool
        var process: UInt32
    }

    private struct Access {
        var place: UInt32
        var memory: MemoryAccess
    }

    private struct Block {
        var accesses: [Access] = []
        var decoded: UInt32
        var isComplete = false
    }

    /// A translated block has at most so many instructions that are looked at.
    private static let longest: UInt32 = 512
    private static let capacity = 4096
    private var blocks: [Key: Block] = [:]

    /// Forgets what was decoded: code may have changed.
    mutating func forget() { blocks.removeAll(keepingCapacity: true) }

    /// - Parameters:
    ///   - size: the instruction touches at least so many bytes.
    ///   - start: the block's address.
    ///   - registers: as they are inside the run.
    ///   - code: where instructions are read.
    /// - Returns: the address of the instruction; the block's when none fits.
    mutating func locate(
        _ address: UInt32, size: UInt32 = 1, isWrite: Bool, start: UInt32, process: UInt32, registers: CoreRegisters,
        code: GuestView,
        disassembler: Disassembler?
    ) -> UInt32 {
        guard let disassembler else { return start }
        let key = Key(start: start, isThumb: registers.isThumb, process: process)
        if blocks.count >= Self.capacity { forget() }
        var block = blocks[key] ?? Block(decoded: start)
        defer { blocks[key] = block }
        var next = 0
        while true {
            while next < block.accesses.count {
                let access = block.accesses[next]
                if Self.fits(access.memory, address, size, isWrite, registers) { return access.place }
                next += 1
            }
            guard !block.isComplete else { return start }
            Self.decode(&block, start, registers.isThumb, code, disassembler)
        }
    }

    private static func fits(
        _ access: MemoryAccess, _ address: UInt32, _ size: UInt32, _ isWrite: Bool, _ registers: CoreRegisters
    ) -> Bool {
        access.addresses { (0..<15).contains($0) ? registers.r[$0] : registers.cpsr }.contains { range in
            (range.kind == .write) == isWrite && range.size >= size && address &- range.address.rawValue < range.size
        }
    }

    /// Decodes up to and with the next instruction that touches memory.
    private static func decode(
        _ block: inout Block, _ start: UInt32, _ isThumb: Bool, _ code: GuestView, _ disassembler: Disassembler
    ) {
        while block.decoded &- start < longest * 4 {
            var bytes: [UInt8] = []
            do throws(GuestFault) {
                bytes = try code.bytes(block.decoded, isThumb ? 2 : 4)
                if isThumb { bytes += try code.bytes(block.decoded &+ 2, 2) }
            } catch { if bytes.isEmpty { break } }
            let place = block.decoded
            guard let found = disassembler.instruction(bytes, at: VirtualAddress(place), thumb: isThumb) else { break }
            block.decoded &+= UInt32(found.size)
            if let memory = found.memory {
                block.accesses.append(Access(place: place, memory: memory))
                return
            }
        }
        block.isComplete = true
    }
}
