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
        guard let table = subject.table else { return }
        var found: Set<BibRegion> = []
        for device in subject.map.devices {
            guard let row = table.coverage.row(atPhysical: UInt64(device.base.rawValue)).map({ table.rows[$0] }) else {
                continue
            }
            let address = UInt64(device.base.rawValue &+ row.displacement)
            for region in subject.kernelRegions where region.extent.contains(address) && found.insert(region).inserted {
                emit(
                    finding(
                        at: region.location,
                        "\(region.phrase) lies on the registers of \(device.name) at \(device.base)",
                        severity: region.isUsedByKernel ? .error : nil,
                        notes: [.init("by this row: \(row.phrase)", at: row.location)]
                            + (device.location.map { [.init("the device", at: $0)] } ?? [])))
            }
        }
    }
}
