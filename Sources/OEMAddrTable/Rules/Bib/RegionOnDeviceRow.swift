internal import Diagnostics
internal import GuestAddress

/// CE0403: a kernel region on addresses of OEMDeviceTable.
struct RegionOnDeviceRow: MapRule {
    static let about = RuleDocumentation(
        id: "CE0403", severity: .error,
        severityRemark: "A note for a RESERVED region: drivers may share uncached memory that way.",
        title: "A region lies on a device row",
        explanation: """
            Rows of OEMDeviceTable are mapped uncached, without execution, for registers. Code cannot run from there, and the \
            kernel's own RAM does not belong there.
            """,
        source: "Windows Embedded Compact documentation jj823235, gg155720; execute-never on device rows: observed.",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 128
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x88000000, 0x00880000, 0x08000000, 0
                    DCD     0, 0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      88000000  04000000  RAM
            """,
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    DCD     0x87654321, g_oalDeviceTable, 0
                    DCD     0x80000000, 0x80000000, 128
                    DCD     0, 0, 0
            g_oalDeviceTable
                    DCD     0x88000000, 0x00880000, 0x08000000, 0
                    DCD     0, 0, 0, 0
            """,
            "config.bib": """
            MEMORY
                NK       80000000  04000000  RAMIMAGE
                RAM      84000000  04000000  RAM
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let devices = subject.deviceRows
        guard !devices.isEmpty else { return }
        let index = FirstMatchIndex(devices.map(\.virtualExtent))
        for region in subject.kernelRegions {
            guard let piece = index.pieces(overlapping: region.extent).first else { continue }
            emit(
                finding(
                    at: region.location, "\(region.phrase) lies on a row of the device table",
                    severity: region.isUsedByKernel ? nil : .note,
                    notes: [.init("the device row", at: devices[piece.owner].location)]))
        }
    }
}
