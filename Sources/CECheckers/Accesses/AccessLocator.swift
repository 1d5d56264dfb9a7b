import CEMemory
import Disassembly
import GuestAddress
import Unicorn

/// Finds the instruction that makes an access: inside a run the core knows the block only, but all other registers, so
/// the first instruction of the block whose operand is that address is the one. A block is decoded once.
struct AccessLocator {
    /// A block as the core translated it.
    struct Place: Hashable {
        var start: UInt32
        /// Bytes.
        var size: UInt32
        var isThumb: Bool
        /// Whose code it is, by id.
        var process: UInt32
    }

    private struct Access {
        var place: UInt32
        var memory: MemoryAccess
    }

    private static let capacity = 4096
    private var blocks: [Place: [Access]] = [:]
    /// The block of the last question: loops ask for the same one again and again.
    private var last: (place: Place, accesses: [Access])?

    /// Forgets what was decoded: code may have changed.
    mutating func forget() {
        blocks.removeAll(keepingCapacity: true)
        last = nil
    }

    /// - Parameters:
    ///   - size: the instruction touches at least so many bytes.
    ///   - registers: as they are inside the run; asked for when several instructions may have made the access.
    ///   - code: where instructions are read.
    /// - Returns: the address of the instruction; the block's when none fits.
    mutating func locate(
        _ address: UInt32, size: UInt32 = 1, isWrite: Bool, in place: Place, registers: () -> CoreRegisters,
        code: @autoclosure () -> GuestView, disassembler: Disassembler?
    ) -> UInt32 {
        guard let disassembler else { return place.start }
        if last?.place != place {
            if blocks.count >= Self.capacity { forget() }
            let accesses = blocks[place] ?? Self.decode(place, code(), disassembler)
            blocks[place] = accesses
            last = (place, accesses)
        }
        guard let accesses = last?.accesses else { return place.start }
        let excluded: MemoryAccess.Kind = isWrite ? .read : .write
        if let first = accesses.firstIndex(where: { $0.memory.kind != excluded }),
            !accesses[(first + 1)...].contains(where: { $0.memory.kind != excluded })
        {
            return accesses[first].place
        }
        let registers = registers()
        return accesses.first { Self.fits($0.memory, address, size, isWrite, registers) }?.place ?? place.start
    }

    private static func fits(
        _ access: MemoryAccess, _ address: UInt32, _ size: UInt32, _ isWrite: Bool, _ registers: CoreRegisters
    ) -> Bool {
        access.addresses { (0..<15).contains($0) ? registers.r[$0] : registers.cpsr }.contains { range in
            (range.kind == .write) == isWrite && range.size >= size && address &- range.address.rawValue < range.size
        }
    }

    /// The instructions of a block that touch memory.
    private static func decode(_ place: Place, _ code: GuestView, _ disassembler: Disassembler) -> [Access] {
        var accesses: [Access] = []
        var next = place.start
        while next &- place.start < place.size {
            var bytes: [UInt8] = []
            do throws(GuestFault) {
                bytes = try code.bytes(next, place.isThumb ? 2 : 4)
                if place.isThumb { bytes += try code.bytes(next &+ 2, 2) }
            } catch { if bytes.isEmpty { break } }
            guard let found = disassembler.instruction(bytes, at: VirtualAddress(next), thumb: place.isThumb) else {
                break
            }
            if let memory = found.memory { accesses.append(Access(place: next, memory: memory)) }
            next &+= UInt32(found.size)
        }
        return accesses
    }
}
