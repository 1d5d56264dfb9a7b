internal import Diagnostics
internal import GuestAddress

/// CE0603: the RAM size of image_cfg against table and banks.
struct RAMSizeConstant: MapRule {
    static let about = RuleDocumentation(
        id: "CE0603", severity: .note,
        title: "The RAM size of image_cfg is not what is mapped",
        explanation: """
            DEVICE_RAM_SIZE tells loader and OAL how much RAM there is from DEVICE_RAM_PA or DEVICE_RAM_CA on. The row there maps \
            another amount. Boards ship so on purpose when the window is too small for all RAM; when only one of the two was \
            changed, one program uses RAM that the other does not know.
            """,
        source: "Naming as board support packages have it, observed.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "image_cfg.h": """
            #define DEVICE_RAM_CA           0x80000000
            #define DEVICE_RAM_SIZE         0x08000000
            """,
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "image_cfg.h": """
            #define DEVICE_RAM_CA           0x80000000
            #define DEVICE_RAM_SIZE         0x10000000
            """,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        func constant(_ name: String) -> ImageConstant? {
            subject.map.constants.last { $0.name.uppercased() == name }
        }
        guard let size = constant("DEVICE_RAM_SIZE"), case let value = size.value, let table = subject.table,
            table.isComplete,
            let start = constant("DEVICE_RAM_CA")?.value
                ?? constant("DEVICE_RAM_PA").flatMap({ constant in
                    table.coverage.row(atPhysical: constant.value).map {
                        UInt64(UInt32(truncatingIfNeeded: constant.value) &+ table.rows[$0].displacement)
                    }
                }),
            let end = table.coverage.linearEnd(from: start), let index = table.coverage.row(atVirtual: start)
        else { return }
        let mapped = end - start
        guard mapped != value, subject.banks.intervals.reduce(0, { $0 + $1.upperBound - $1.lowerBound }) != value else {
            return
        }
        emit(
            finding(
                at: size.location, "DEVICE_RAM_SIZE is \(sizeText(value)), the table maps \(sizeText(mapped)) there",
                notes: [.init("this row: \(table.rows[index].phrase)", at: table.rows[index].location)]))
    }
}
