internal import JSON

/// The rows of a map as a list of Python, for scripts that run inside a disassembler.
struct ScriptRows {
    let map: ExportedMap

    /// `(name, start, size, is RAM, remark)`, one a line. A JSON string is one of Python, too.
    var text: String {
        var text = "ROWS = [\n"
        for window in map.windows {
            let size = window.range.upperBound - window.range.lowerBound
            let remark = JSONValue.string("physical \(number(UInt64(window.physical))) \(comment(window.remark))")
            text += "    (\"\(window.name)\", \(number(window.range.lowerBound)), \(number(size)), "
            text += "\(window.kind == .ram ? "True" : "False"), \(remark.serialized(.compact))),\n"
        }
        text += "]\n\nLABELS = [\n"
        for region in map.regions {
            text += "    (\"\(region.name)\", \(number(region.range.lowerBound))),\n"
        }
        return text + "]\n"
    }
}
