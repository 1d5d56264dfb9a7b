import ARMMMU
import CEDevices
import CEMemory
import Disassembly
import GuestAddress
import Unicorn

extension Kernel {
    /// Puts PC on the instruction that made an access which a device refused, and gives CPSR its state of IT. Where the
    /// engine knows the block only, all other registers are as before the instruction: it is the first one of the block
    /// whose operand leads there.
    func stop(_ thread: Thread, at error: BusError, _ place: AccessPlace) {
        let block = place.block
        var registers = thread.registers
        var conditional = ConditionalState(of: place.conditions)
        registers.pc = block.start
        while registers.pc &- block.start < block.size, let instruction = instruction(at: registers, thread) {
            let isIt =
                place.instruction.map { $0 == registers.pc }
                ?? instruction.memory.map { reaches(error, $0, registers, thread) } ?? false
            if isIt {
                thread.registers.pc = registers.pc
                if registers.isThumb { conditional.write(to: &thread.registers.cpsr) }
                return
            }
            if registers.isThumb, let word = instructionWord(at: registers.pc, isThumb: true, thread) {
                conditional.advance(over: word >> 16)
            }
            registers.pc &+= UInt32(instruction.size)
        }
        thread.registers.pc = place.instruction ?? block.start
    }

    /// Whether an instruction touches what a device refused. The core splits what is not aligned into parts of the size
    /// it tells.
    private func reaches(
        _ error: BusError, _ memory: MemoryAccess, _ registers: CoreRegisters, _ thread: Thread
    ) -> Bool {
        let step = UInt32(clamping: error.size)
        guard step > 0, step & (step - 1) == 0 else { return false }
        let view = view(of: thread, privileged: true)
        return memory.addresses { (0..<15).contains($0) ? registers.r[$0] : registers.cpsr }.contains { range in
            guard range.kind == error.access else { return false }
            let first = range.address.rawValue & ~(step - 1)
            let parts = (range.address.rawValue &- first &+ range.size &+ step - 1) / step
            return (0..<parts).contains { part in
                let virtual = VirtualAddress(first &+ part &* step)
                return view.walker.walk(virtual, in: view.memory).translation?.physical == error.address
            }
        }
    }
}

/// Which instructions of Thumb code an IT instruction makes conditional, as CPSR has it (ARM DDI 0406, A2.5.2).
private struct ConditionalState {
    private var bits: UInt32

    init(of status: UInt32) { bits = status >> 25 & 3 | (status >> 10 & 0x3F) << 2 }

    /// - Parameter halfword: the first of an instruction.
    mutating func advance(over halfword: UInt32) {
        if halfword & 0xFF00 == 0xBF00, halfword & 0xF != 0 {
            bits = halfword & 0xFF
        } else {
            bits = bits & 7 == 0 ? 0 : bits & 0xE0 | bits << 1 & 0x1F
        }
    }

    /// IT[1:0] are bits 25 and 26, IT[7:2] bits 10 to 15.
    func write(to status: inout UInt32) {
        status = status & ~0x0600_FC00 | (bits & 3) << 25 | (bits >> 2) << 10
    }
}
