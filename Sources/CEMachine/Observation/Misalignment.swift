import ARMMMU
import Disassembly
import GuestAddress
import Unicorn

/// A load or store that the core would have refused for its alignment. The emulated core makes it and runs to the end of the block, so
/// that the state before it is kept here and put back.
struct Misalignment {
    let address: UInt32
    let size: UInt32
    let isWrite: Bool
    /// As they were before the instruction, with its address in PC.
    let registers: CoreRegisters
    let floatingPoint: FloatingPointRegisters?
    /// What the access and those after it in the block overwrote, in order.
    private var overwritten: [(address: PhysicalAddress, byte: UInt8)] = []

    init(_ access: ObservedAccess, registers: CoreRegisters, floatingPoint: FloatingPointRegisters?) {
        address = access.address
        size = access.size
        isWrite = access.isWrite
        self.registers = registers
        self.floatingPoint = floatingPoint
    }

    /// Keeps what an access is about to overwrite. What is no RAM is not kept: a device that is written to stays so.
    mutating func keep(_ access: ObservedAccess, _ kernel: Kernel) {
        guard access.isWrite, let thread = kernel.running else { return }
        let view = kernel.view(of: thread, privileged: true)
        for offset in 0..<access.size {
            let virtual = VirtualAddress(access.address &+ offset)
            guard let physical = view.walker.walk(virtual, in: view.memory).translation?.physical,
                let place = view.memory.locate(physical), let byte = place.ram.byte(at: place.offset)
            else { return }
            overwritten.append((physical, byte))
        }
    }

    func undo(_ kernel: Kernel) {
        for (address, byte) in overwritten.reversed() {
            guard let place = kernel.memory.physical.locate(address) else { continue }
            _ = place.ram.fill(at: place.offset, count: 1, with: byte)
        }
    }
}

extension AccessObservation {
    /// Ends the run for an access that is not aligned to what its instruction needs.
    /// - Returns: false when the core would make it: elements of a vector may be smaller than what is moved at once.
    func refuse(_ access: ObservedAccess) -> Bool {
        guard let thread = kernel.running else { return false }
        let engine = kernel.engine
        var registers = engine.readRegisters()
        registers.pc = locate(access.address, size: access.size, isWrite: access.isWrite, thread)
        if let needed = kernel.instruction(at: registers, thread)?.memory?.alignment, access.address & (needed - 1) == 0
        {
            return false
        }
        var made = Misalignment(
            access, registers: registers,
            floatingPoint: engine.cpu.hasFloatingPoint ? engine.readFloatingPoint() : nil)
        made.keep(access, kernel)
        misalignment = made
        engine.watchEverything(true)
        engine.requestStop()
        return true
    }
}
