package import CEMemory
package import GuestAddress
import Unicorn

/// What devices reach memory through: physical addresses, past every cache and table.
///
/// A range that is not wholly inside one bank of RAM is an error of the bus: nothing is moved, and the device says so
/// in its status. Observers are told of both.
package final class DeviceBus {
    /// Set when the board's memory is there, which keeps the devices; they are made before. Not weak: that would cost
    /// every other reference to the memory several times as much.
    package unowned var memory: PhysicalMemory?

    /// Told what a guest has done wrong. Unowned: the kernel keeps the wiring.
    package unowned var listener: (any DeviceListener)?

    package init() {}

    /// Lends the bytes of a range of RAM to a device that reads them.
    /// - Parameter device: the name of the one that asks.
    /// - Returns: nil for an error of the bus.
    package func read(_ address: PhysicalAddress, _ count: UInt32, by device: String) -> [UInt8]? {
        let bytes = memory?.bytes(at: address, count: Int(count))
        tell(address, count, isWrite: false, isDone: bytes != nil, device)
        return bytes
    }

    /// A device reads a range of RAM and shows it: nobody lends the bytes.
    /// - Returns: false for an error of the bus.
    func scan(_ address: PhysicalAddress, _ count: Int, by device: String) -> Bool {
        let isThere = memory?.locate(address).map { $0.ram.holds($0.offset, count) } ?? false
        tell(address, UInt32(clamping: count), isWrite: false, isDone: isThere, device)
        return isThere
    }

    /// Looks at RAM for somebody outside of the machine: nobody is told.
    func look(_ address: PhysicalAddress, _ count: Int) -> [UInt8]? { memory?.bytes(at: address, count: count) }

    /// Stores what a device has to write.
    /// - Returns: false for an error of the bus.
    package func write(_ bytes: [UInt8], _ address: PhysicalAddress, by device: String) -> Bool {
        let isDone = memory?.locate(address).map { $0.ram.write(bytes.span, at: $0.offset) } ?? false
        tell(address, UInt32(clamping: bytes.count), isWrite: true, isDone: isDone, device)
        return isDone
    }

    private func tell(
        _ address: PhysicalAddress, _ count: UInt32, isWrite: Bool, isDone: Bool, _ device: String
    ) {
        if !isDone {
            listener?.missed(
                "\(device) was to \(isWrite ? "write" : "read") \(count) bytes at \(address), where no RAM is",
                at: address)
        }
        guard let memory else { return }
        memory.hostWork.look(at: 64 + Int(count) / 256)
        if isDone {
            memory.tell(
                .transfers, .transferred(device: device, address: address, count: count, isWrite: isWrite))
        } else {
            memory.tell(
                .transfers, .transferRefused(device: device, address: address, count: count, isWrite: isWrite))
        }
    }
}
