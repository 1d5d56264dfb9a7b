import CEDevices
import CEMemory
package import GuestAddress
import Unicorn

/// What the board's devices say while guests use them.
extension Kernel: DeviceListener {
    package func received(_ line: String, from device: String) { output.write(line + "\n") }

    /// A virtual address in a physical one's place is told with what it leads to.
    package func missed(_ text: String, at address: PhysicalAddress) {
        let virtual = VirtualAddress(address.rawValue)
        let isKernels = processes.nk.space.covers(virtual)
        guard let process = isKernels ? processes.nk : scheduler.running?.addressSpace,
            process.space.reservation(at: virtual) != nil
        else { return misused(text) }
        let entry = process.space.tables.entry(at: virtual)
        let physical = PhysicalAddress(entry & ~MemoryManager.pageMask | address.rawValue & MemoryManager.pageMask)
        misused(
            entry == 0
                ? "\(text): it is a virtual address of \(process.name), and a device takes a physical one"
                : "\(text): it is a virtual address of \(process.name), and the physical one, which a device takes, is "
                    + "\(physical)")
    }

    package func misused(_ text: String) {
        guard observers.events.contains(.deviceMistakes) else { return }
        guard let thread = scheduler.running else {
            return observers.tell(.deviceMistakes, .deviceMisused(text, process: processes.nk, place: "device"))
        }
        // Inside of a run the block is known, not the instruction; the host's accesses are made for a call.
        let isRunning = engine.isRunning
        let place = namedPlace(
            isRunning ? engine.blockStart : place(of: thread), thread, isReturn: !isRunning)
        observers.tell(.deviceMistakes, .deviceMisused(text, process: thread.current, place: place))
    }
}
