internal import Diagnostics
internal import GuestAddress

/// CE0604: an uncached alias that a new-style table does not make.
struct UncachedAliasInNewStyle: MapRule {
    static let about = RuleDocumentation(
        id: "CE0604", severity: .warning,
        title: "An uncached alias is assumed under a new-style table",
        explanation: """
            A table that starts with CE_NEW_MAPPING_TABLE makes no uncached mirror: 0xa0000000 and up is ordinary kernel memory. \
            A constant or a patched variable with such an address faults, or hits what the kernel keeps there. Uncached memory \
            needs a row of OEMDeviceTable or a dynamic mapping.
            """,
        source: "Windows Embedded Compact documentation jj823235.",
        badExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "image_cfg.h": "#define IMAGE_SHARE_ARGS_UA     0xA0000000",
        ],
        goodExample: [
            "board.yaml": "profile: wec2013",
            "oemaddrtab_cfg.inc": ExampleFiles.newStyleTable,
            "image_cfg.h": "#define IMAGE_SHARE_ARGS_CA     0x80000000",
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table, table.isNewStyle, subject.map.profile.knowsNewStyleTable else { return }
        let devices = IntervalUnion(subject.deviceRows.map(\.virtualExtent))
        func isMissingAlias(_ value: UInt64) -> Bool {
            guard value >= StaticWindow.end, value < StaticWindow.uncachedEnd,
                devices.interval(containing: value) == nil
            else { return false }
            return table.coverage.row(atVirtual: value - UInt64(StaticWindow.uncachedOffset)) != nil
        }
        let note = [Finding.Note("the table is new style", at: table.table.marker?.location ?? table.table.location)]
        for constant in subject.map.constants {
            let name = constant.name.uppercased()
            guard isMissingAlias(constant.value), !["_SIZE", "_PA"].contains(where: name.hasSuffix) else {
                continue
            }
            emit(
                finding(
                    at: constant.location,
                    "\(constant.name) is 0x\(hexadecimal(constant.value)), an uncached alias that is not mapped",
                    notes: note, hint: "map the memory in OEMDeviceTable, or with VirtualCopyEx and PAGE_NOCACHE"))
        }
        for fixup in subject.map.fixups where isMissingAlias(UInt64(fixup.value)) {
            emit(
                finding(
                    at: fixup.location,
                    "\(fixup.variable) is set to 0x\(hexadecimal(fixup.value)), an uncached alias that is not mapped",
                    notes: note))
        }
    }
}
