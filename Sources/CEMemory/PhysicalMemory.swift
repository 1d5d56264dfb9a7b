import ARMMMU
package import GuestAddress
package import SavedState
package import Unicorn

/// Puts pages behind addresses when they are touched.
package protocol PageSource: AnyObject {
    /// - Parameter table: the TTBR0 of the address space.
    /// - Returns: whether something is at the address now.
    func pageIn(_ address: VirtualAddress, table: UInt32) -> Bool
}

/// A device of the board: what its registers hold is saved with the machine.
package protocol BoardDevice: DeviceWindow, SavedPart {}

/// What answers at physical addresses: banks of RAM, device windows, and nothing in the holes.
package final class PhysicalMemory: WordMemory {
    /// One bank of RAM.
    package struct Bank {
        package let range: AddressRange<PhysicalAddress>
        package let ram: GuestRAM
        /// The first and last byte as plain numbers: the bank is found by two comparisons.
        let low: UInt32
        let high: UInt32
    }

    /// One device.
    package struct Window {
        package let range: AddressRange<PhysicalAddress>
        package let device: any BoardDevice
        /// What the device is, as a word.
        package var kind: String { "\(type(of: device))" }
    }

    /// What the host has done for guests since boot, in bytes that it read, wrote or cleared; for the clock.
    package var work: UInt64 = 0
    /// What it has done beside that.
    package let hostWork = HostWork()
    /// What finding a page in the tables counts as.
    static let walkWork: UInt64 = 32
    /// Told of what happens to memory; nil when nobody wants to know.
    package var observer: (any MemoryObserver)?
    /// The kinds of event that the observer is told.
    package var listening: MemoryEvents = [] {
        didSet { isAccessTold = listening.contains(.accesses) }
    }
    /// Whether it wants to know of accesses, which each call of a guest asks.
    package private(set) var isAccessTold = false
    package let banks: [Bank]
    package let windows: [Window]
    /// Asked when the host meets an address that nothing maps. Not weak: that would cost every other reference to its
    /// object several times as much.
    package unowned var pageSource: (any PageSource)?

    /// Tells the observer of a mapping.
    @inline(__always)
    func tell(_ mapping: @autoclosure () -> NewMapping) {
        if !listening.isDisjoint(with: .mappings) { observer?.observe(mapping()) }
    }

    /// Tells the observer an event, which is made only when it listens.
    @inline(__always)
    package func tell(_ kind: MemoryEvents, _ event: @autoclosure () -> MemoryEvent) {
        if !listening.isDisjoint(with: kind) { observer?.observe(event(), kind) }
    }

    /// Maps banks, device windows and a filler over every hole of the 4 GiB into `engine`, once and for all.
    /// - Throws: `UnicornError` when the library refuses a region.
    package init(
        engine: Engine, banks ranges: [AddressRange<PhysicalAddress>],
        windows: [(AddressRange<PhysicalAddress>, any BoardDevice)],
        hole: (PhysicalAddress) -> any DeviceWindow
    ) throws {
        var banks: [Bank] = []
        for range in ranges {
            guard let last = range.last else { continue }
            let ram = try engine.makeRAM(over: range)
            banks.append(Bank(range: range, ram: ram, low: range.base.rawValue, high: last.rawValue))
        }
        self.banks = banks
        self.windows = windows.map { Window(range: $0.0, device: $0.1) }
        for window in self.windows { try engine.map(window.device, over: window.range) }
        var next: UInt64 = 0
        for range in (ranges + windows.map(\.0)).sorted(by: { $0.base < $1.base }) {
            if UInt64(range.base.rawValue) > next { try Self.fill(next..<UInt64(range.base.rawValue), engine, hole) }
            next = max(next, range.end)
        }
        if next < 0x1_0000_0000 { try Self.fillLast(next..<0x1_0000_0000, engine, hole) }
    }

    /// Leaves the last page of the last hole for the stubs of the host's calls.
    private static func fillLast(
        _ gap: Range<UInt64>, _ engine: Engine, _ hole: (PhysicalAddress) -> any DeviceWindow
    ) throws {
        guard engine.answersTraps else { return try fill(gap, engine, hole) }
        let page = gap.upperBound - UInt64(GuestPage.size)
        if page > gap.lowerBound { try fill(gap.lowerBound..<page, engine, hole) }
        let address = PhysicalAddress(UInt32(truncatingIfNeeded: page))
        try engine.putStubs(at: address, inHole: hole(address))
    }

    private static func fill(
        _ gap: Range<UInt64>, _ engine: Engine, _ hole: (PhysicalAddress) -> any DeviceWindow
    ) throws {
        let base = PhysicalAddress(UInt32(truncatingIfNeeded: gap.lowerBound))
        try engine.map(hole(base), over: AddressRange(base: base, clampedSize: UInt64(gap.count)))
    }

    /// The bank of an address and the offset in it, or nil outside RAM.
    @inline(__always)
    package func locate(_ address: PhysicalAddress) -> (ram: GuestRAM, offset: Int)? {
        let raw = address.rawValue
        for bank in banks where raw >= bank.low && raw <= bank.high {
            return (bank.ram, Int(raw &- bank.low))
        }
        return nil
    }

    package func word(at address: PhysicalAddress) -> UInt32? {
        guard let (ram, offset) = locate(address) else { return nil }
        return ram.word(at: offset)
    }

    @discardableResult
    package func setWord(_ value: UInt32, at address: PhysicalAddress) -> Bool {
        guard let (ram, offset) = locate(address) else { return false }
        return ram.setWord(value, at: offset)
    }

    /// Whether a bank holds the whole range.
    package func isRAM(_ range: AddressRange<PhysicalAddress>) -> Bool { banks.contains { $0.range.contains(range) } }

    /// Whether RAM or a device answers at an address.
    package func answers(_ address: PhysicalAddress) -> Bool {
        locate(address) != nil || windows.contains { $0.range.contains(address) }
    }

    /// How many bytes from `address` are RAM, or device, or nothing: the length of the run of one kind, at most `limit`.
    func uniformRun(from address: PhysicalAddress, limit: UInt64) -> (answers: Bool, length: UInt64) {
        let start = UInt64(address.rawValue)
        var next: UInt64 = 0x1_0000_0000
        for bank in banks {
            if bank.range.contains(address) { return (true, min(limit, bank.range.end - start)) }
            if UInt64(bank.low) > start { next = min(next, UInt64(bank.low)) }
        }
        for window in windows {
            if window.range.contains(address) { return (true, min(limit, window.range.end - start)) }
            if UInt64(window.range.base.rawValue) > start { next = min(next, UInt64(window.range.base.rawValue)) }
        }
        return (false, min(limit, next - start))
    }

    /// The device at an address and the offset in its window.
    func device(at address: PhysicalAddress) -> (device: any DeviceWindow, offset: UInt32)? {
        for window in windows {
            if let offset = window.range.offset(of: address) { return (window.device, offset) }
        }
        return nil
    }

    /// The bytes of a range of RAM, for reports and expectations; nil when any of it is not RAM.
    package func bytes(at address: PhysicalAddress, count: Int) -> [UInt8]? {
        guard let (ram, offset) = locate(address) else { return nil }
        return ram.bytes(at: offset, count: count)
    }
}
