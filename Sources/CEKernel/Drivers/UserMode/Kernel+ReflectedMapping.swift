package import CEMemory
package import GuestAddress
import OEMAddrTable
import Unicorn

/// Mappings of physical memory that the reflector makes for a user-mode driver: in the driver's process, and inside the windows of its
/// key only (`Documentation/CE-Memory.md`, sections 5.4 and 7.7).
extension Kernel {
    /// The address space in which the calling code may see a physical range.
    /// - Throws: ERROR_NOT_SUPPORTED to code of an application; ERROR_INVALID_PARAMETER, with a line in the output, outside the windows.
    package func spaceForPhysical(
        _ call: borrowing Invocation, _ base: PhysicalAddress, size: UInt32
    ) throws(CallStop) -> AddressSpace {
        let current = call.thread.current
        guard !current.isKernel else { return processes.nk.space }
        // On CE 5 every process maps what it likes.
        guard memory.profile.hasPrivateAddressSpaces else { return current.space }
        _ = try window(call, base, size: size)
        return current.space
    }

    /// The window of the calling driver that holds a range, and the driver.
    private func window(
        _ call: borrowing Invocation, _ base: PhysicalAddress, size: UInt32
    ) throws(CallStop) -> (device: Device, window: DriverWindow) {
        let current = call.thread.current
        guard let host = current.driverHost else { throw .error(.notSupported) }
        guard let range = AddressRange(base: base, size: UInt64(size)), size > 0 else {
            throw .error(refuse("range", "\(size) bytes from physical \(base) are none, or reach past 0xffffffff"))
        }
        let devices = host.devices(at: call.thread.resume.pc)
        for device in devices {
            if let window = device.windows.first(where: { $0.range.contains(range) }) { return (device, window) }
        }
        let caller = namedPlace(call.thread.resume.pc, call.thread, isReturn: true)
        let function = calling.table.calls[call.callIndex].name
        let windows = devices.flatMap(\.windows).map(\.description)
        let key = devices.first.map { "HKLM\\\($0.key)" } ?? "the driver's key"
        let rule =
            "a user-mode driver maps what the windows of its key hold, and "
            + (windows.isEmpty
                ? "there is none; give \(key) MemBase and MemLen"
                : "there are \(windows.joined(separator: ", ")); add the range to MemBase and MemLen of \(key)")
        output.writeLine("\(current.name): \(function) of \(range) by \(caller) was refused: \(rule)")
        throw .error(refuse("window", "\(range): \(rule)"))
    }

    /// VirtualCopy by a user-mode driver: PAGE_PHYSICAL, in its own process.
    package func mayCopyMap(
        _ call: borrowing Invocation, _ target: Process, _ source: UInt32, _ size: UInt32, _ protection: UInt32
    ) throws(CallStop) {
        guard !call.thread.current.isKernel, memory.profile.hasPrivateAddressSpaces else { return }
        guard call.thread.current.driverHost != nil, target === call.thread.current,
            protection & Protection.physical != 0
        else { throw .error(.notSupported) }
        guard source <= 0xFF_FFFF else { throw .error(memory.refuse(.notShifted(source))) }
        _ = try window(call, PhysicalAddress(source << 8), size: size)
    }

    /// CreateStaticMapping by a user-mode driver: each window is mapped once, uncached, for as long as the process lives.
    package func createReflectedStaticMapping(
        _ call: borrowing Invocation, _ range: AddressRange<PhysicalAddress>
    ) throws(CallStop) -> VirtualAddress {
        let (device, window) = try window(call, range.base, size: UInt32(truncatingIfNeeded: range.size))
        if let earlier = device.staticMappings[window] {
            guard earlier.physical.contains(range) else {
                throw .error(
                    refuse(
                        "window", "\(range) reaches past \(earlier.physical), which the window is mapped with already"))
            }
            return earlier.virtual.wrappingAdding(range.base.rawValue - earlier.physical.base.rawValue)
        }
        let site = site(call)
        let space = call.thread.current.space
        let mapping = try checked { () throws(CEError) in
            try memory.mapStatically(range, in: space, purpose: .reflected, site: site)
        }
        device.staticMappings[window] = mapping
        return mapping.virtual
    }
}
