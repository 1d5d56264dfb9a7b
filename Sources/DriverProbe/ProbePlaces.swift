internal import CEKernel
internal import CEMachine
internal import CEMemory
internal import GuestAddress
internal import MachineTerms
internal import OEMAddrTable
internal import ScenarioFiles

/// What of the board is at the physical ranges that a driver has mapped.
struct ProbePlaces {
    private static let maximum = 200
    private static let pages = 64

    private let board: BoardFile
    private let map: StaticMap

    init(_ board: BoardFile, _ map: StaticMap) {
        self.board = board
        self.map = map
    }

    /// Ranges with who mapped them, each once.
    private func ranges(_ machine: Machine) -> [(range: AddressRange<PhysicalAddress>, by: String)] {
        var found: [(range: AddressRange<PhysicalAddress>, by: String)] = []
        for record in machine.mappings where record.kind == .physical {
            guard let range = record.physical, found.count < Self.maximum,
                !found.contains(where: { $0.range == range && $0.by == record.createdBy.function })
            else { continue }
            found.append((range, record.createdBy.function))
        }
        for mapping in machine.kernel.board.staticMappings where found.count < Self.maximum {
            found.append((mapping.physical, "CreateStaticMapping"))
        }
        return found
    }

    func mappings(_ machine: Machine) -> [ProbeReport.Mapping] {
        ranges(machine).map { range, by in
            let (text, isKnown) = place(of: range)
            return ProbeReport.Mapping(
                base: "\(range.base)", size: range.size, by: by, place: text, isKnown: isKnown)
        }
    }

    /// `device uart0`, `RAM bank …, region SHARED of config.bib, row …`.
    private func place(of range: AddressRange<PhysicalAddress>) -> (text: String, isKnown: Bool) {
        var parts: [String] = []
        for device in board.devices where Self.page(of: device.base).overlaps(range) {
            parts.append(device.name.hasPrefix("assumed") ? "registers assumed by this run" : "device \(device.name)")
        }
        for bank in map.map.map.banks where bank.range.overlaps(range) {
            parts.append(bank.range.contains(range) ? "RAM bank \(bank.range)" : "in part RAM bank \(bank.range)")
        }
        for region in map.map.map.regions {
            if let place = map.physicalRange(of: region), place.overlaps(range) {
                parts.append("region \(region.name) of config.bib")
            }
        }
        for row in map.map.rows {
            if let place = AddressRange(base: row.physical, size: row.size), place.overlaps(range) {
                parts.append("table row \(row.virtual)")
            }
        }
        let isKnown = !parts.isEmpty && !parts.contains("registers assumed by this run")
        var seen: Set<String> = []
        return (
            parts.isEmpty ? "nothing of this board" : parts.filter { seen.insert($0).inserted }.joined(separator: ", "),
            isKnown
        )
    }

    private static func page(of base: PhysicalAddress) -> AddressRange<PhysicalAddress> {
        AddressRange(base: base, clampedSize: 4096)
    }

    /// Pages that nothing of the board has.
    func unknownPages(_ machine: Machine) -> [PhysicalAddress] {
        var pages: [PhysicalAddress] = []
        for (range, _) in ranges(machine) {
            var address = UInt64(range.base.rawValue) & ~0xFFF
            let end = UInt64(range.base.rawValue) + range.size
            while address < end, pages.count < Self.pages {
                let page = PhysicalAddress(UInt32(truncatingIfNeeded: address))
                if place(of: Self.page(of: page)).text == "nothing of this board", !pages.contains(page) {
                    pages.append(page)
                }
                address += 4096
            }
        }
        return pages.sorted { $0.rawValue < $1.rawValue }
    }
}
