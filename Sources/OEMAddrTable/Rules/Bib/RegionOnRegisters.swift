import Diagnostics
internal import GuestAddress

/// CE0419: a region of config.bib on the registers of a device.
struct RegionOnRegisters: MapRule {
    static let about = RuleDocumentation(
        id: "CE0419", severity: .warning,
        severityRemark: "An error for a region that the kernel or the image uses.",
        title: "A region lies on the registers of a device",
        explanation: """
            The row under the region leads to a device of the board. A buffer there is no memory: what is written steers the device, \
            and what is read is not what was written.
            """,
        source: "Follows from the board's devices and the address table.",
        badExample: [
            "board.yaml": "devices: [ { name: uart0, type: pl011, base: 0x48020000 } ]",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0C000000  RAM
                BUFFER   90000000  00100000  RESERVED
            """,
        ],
        goodExample: [
            "board.yaml": "devices: [ { name: uart0, type: pl011, base: 0x48020000 } ]",
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  0BF00000  RAM
                BUFFER   8FF00000  00100000  RESERVED
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, !subject.map.devices.isEmpty else { return }
        let devices = subject.map.devices.sorted { $0.base < $1.base }
        for region in subject.kernelRegions where region.size > 0 {
            for piece in table.coverage.byVirtual.pieces(overlapping: region.extent) {
                let row = table.rows[piece.owner]
                let shared = piece.range.clamped(to: region.extent)
                let physical = extent(
                    truncated(shared.lowerBound) &- row.displacement, shared.upperBound - shared.lowerBound)
                let first = devices.partitioningIndex { UInt64($0.base.rawValue) >= physical.lowerBound }
                guard first < devices.count, physical.contains(UInt64(devices[first].base.rawValue)) else { continue }
                let device = devices[first]
                emit(
                    finding(
                        at: region.location,
                        "\(region.phrase) lies on the registers of \(device.name) at \(device.base)",
                        severity: region.isUsedByKernel ? .error : nil,
                        notes: [.init("by this row: \(row.phrase)", at: row.location)]
                            + (device.location.map { [.init("the device", at: $0)] } ?? [])))
                break
            }
        }
    }
}
