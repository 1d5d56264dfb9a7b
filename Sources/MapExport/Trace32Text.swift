/// A PRACTICE script for TRACE32 (TRANSlation command group): the static map as a translation table of the debugger, so
/// that memory shows before the MMU is on and after a crash.
struct Trace32Text {
    let map: ExportedMap

    var text: String {
        var text = "; Static map of \(comment(map.title)). Use: DO file.cmm\n\nTRANSlation.RESet\n"
        for window in map.windows {
            let note = window.remark.isEmpty ? "" : "  " + comment(window.remark)
            text += "; \(window.name)\(note)\n"
            text += "TRANSlation.Create \(span(window.range)) A:\(span(window.physicalRange))\n"
        }
        return text + "TRANSlation.ON\n\nENDDO\n"
    }

    /// Both ends are inside.
    private func span(_ range: Range<UInt64>) -> String {
        "\(number(range.lowerBound))--\(number(range.upperBound - 1))"
    }
}
