import CEDevices
package import CEKernel
import CEMemory
package import GuestAddress

/// What a number would be in another unit than the one it was taken in.
package struct MeantAddress {
    package let physical: PhysicalAddress
    /// `device gpio (0x49050000-0x49050fff)`.
    package let place: String
}

extension Kernel {
    /// What a physical address is on the board: a device's registers or RAM; nil where nothing answers.
    package func physicalPlace(_ address: PhysicalAddress) -> String? {
        if let window = memory.physical.windows.first(where: { $0.range.contains(address) }) {
            let name = board.wiring.name(of: window.device).map { "device \($0)" } ?? "a device"
            return "\(name) (\(window.range))"
        }
        guard let bank = memory.physical.banks.first(where: { $0.range.contains(address) }) else { return nil }
        let page = AddressRange(base: address.roundedDown(to: MemoryManager.pageSize), clampedSize: 4096)
        return board.staticMap.reaches(page)
            ? "RAM (bank \(bank.range))" : "RAM above the static map (bank \(bank.range))"
    }

    /// The device or bank that a number names in one of the units that are mixed up; nil when none of them names any.
    package func meant(by number: DoubtfulSource.Number) -> MeantAddress? {
        let word: UInt32
        let shifts: [UInt64]
        switch number {
        case .shifted(let source): (word, shifts) = (source, [0, 12, 20])
        case .bytes(let address): (word, shifts) = (address.rawValue, [8, 12, 20])
        case .address(let address): (word, shifts) = (address, [0, 8])
        }
        guard word >= 0x10 else { return nil }
        for shift in shifts {
            let candidate = UInt64(word) << shift
            guard candidate <= UInt64(UInt32.max) else { continue }
            let physical = PhysicalAddress(UInt32(candidate))
            if let place = physicalPlace(physical) { return MeantAddress(physical: physical, place: place) }
        }
        return nil
    }
}
