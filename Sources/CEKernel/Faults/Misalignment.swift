import ARMMMU
import CEDevices
package import CEMemory
package import GuestAddress
package import Unicorn

/// A load or store that the core would have refused for its alignment. The emulated core makes it and runs to the end
/// of the block, so that the state before it is kept here and put back.
package final class Misalignment {
    package let address: UInt32
    package let size: UInt32
    let isWrite: Bool
    /// As they were before the instruction, with its address in PC.
    let registers: CoreRegisters
    let floatingPoint: FloatingPointRegisters?
    /// What the access and those after it in the block overwrote, in order.
    private var overwritten: [(address: PhysicalAddress, byte: UInt8)] = []

    package init(_ access: ObservedAccess, registers: CoreRegisters, floatingPoint: FloatingPointRegisters?) {
        address = access.address
        size = access.size
        isWrite = access.isWrite
        self.registers = registers
        self.floatingPoint = floatingPoint
    }

    package var access: AccessKind { isWrite ? .write : .read }

    /// Keeps what an access is about to overwrite. What is no RAM is not kept: a device that is written to stays so.
    /// - Parameter view: memory as the thread sees it.
    package func keep(_ access: ObservedAccess, _ view: GuestView) {
        guard access.isWrite else { return }
        for offset in 0..<access.size {
            let virtual = VirtualAddress(access.address &+ offset)
            guard let physical = view.walker.walk(virtual, in: view.memory).translation?.physical,
                let place = view.memory.locate(physical), let byte = place.ram.byte(at: place.offset)
            else { return }
            overwritten.append((physical, byte))
        }
    }

    func undo(in memory: PhysicalMemory) {
        for (address, byte) in overwritten.reversed() {
            guard let place = memory.locate(address) else { continue }
            _ = place.ram.fill(at: place.offset, count: 1, with: byte)
        }
    }
}
