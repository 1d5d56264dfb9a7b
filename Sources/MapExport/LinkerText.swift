internal import GuestAddress
internal import OEMAddrTable

/// A MEMORY command for GNU ld (manual, "MEMORY Command"): regions of config.bib at the virtual addresses that they are
/// linked for, and the rows that no region lies in; then a symbol for each block of registers.
struct LinkerText {
    let map: ExportedMap

    var text: String {
        var text =
            "/* Memory of \(closed(map.title)). Use: INCLUDE it, or -T before the script with SECTIONS. */\nMEMORY\n{\n"
        for region in map.regions {
            let attributes = region.kind == .reserved || region.kind == .ram ? "rw" : "rx"
            text += line(region.name, attributes, region.range, region.kind.rawValue)
        }
        let used = IntervalUnion(map.regions.map(\.range))
        for window in map.windows where window.isCached && !used.overlaps(window.range) {
            text += line(window.name, "rw", window.range, "row to \(number(UInt64(window.physical)))")
        }
        text += "}\n\n/* Physical addresses of registers. */\n"
        for block in map.registers { text += "\(block.name)_regs = \(number(block.range.lowerBound));\n" }
        return text
    }

    private func line(_ name: String, _ attributes: String, _ range: Range<UInt64>, _ remark: String) -> String {
        "  \(name) (\(attributes)) : ORIGIN = \(number(range.lowerBound)), "
            + "LENGTH = \(number(range.upperBound - range.lowerBound))  /* \(remark) */\n"
    }

    /// Text of others that does not end a comment of C.
    private func closed(_ text: String) -> String { comment(text).replacing("*/", with: "* /") }
}
