internal import Diagnostics
internal import GuestAddress

/// CE0113: megabytes in the size column of an x86 table.
struct MegabytesForBytes: MapRule {
    static let about = RuleDocumentation(
        id: "CE0113", severity: .error,
        title: "A size is given in megabytes, where bytes belong",
        explanation: """
            On x86 the third column counts bytes. A megabyte count is below one page of 4 MB: nothing is mapped, and the kernel \
            stops before it can print.
            """,
        source: "Windows Embedded CE documentation ms902344 (bytes on x86, granule 4 MB).",
        badExample: [
            "startup.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      80000000h, 0, 64
                    dd      0, 0, 0
            """
        ],
        goodExample: [
            "startup.asm": """
            public _OEMAddressTable
            _OEMAddressTable:
                    dd      80000000h, 0, 04000000h
                    dd      0, 0, 0
            """
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        for table in subject.tables {
            for row in table.table.mappedRows where row.countsMegabytes(in: table.table.unit) {
                emit(
                    finding(
                        at: row.location(of: \.sizePlace),
                        "a size of \(row.size) bytes: the column looks like megabytes (\(sizeText(row.size << 20)))",
                        hint: "write 0\(hexadecimal(row.size << 20))h",
                        fix: .init(at: row.location(of: \.sizePlace), "0\(hexadecimal(row.size << 20))h")))
            }
        }
    }
}
