internal import GuestAddress
internal import OEMAddrTable

/// The regions as `config.bib`.
struct BibText {
    let draft: BoardDraft

    var text: String {
        var text = """
            ;------------------------------------------------------------------------------
            ;  config.bib: the regions of \(line(draft.name)).
            ;  \(line(draft.origin))
            ;------------------------------------------------------------------------------

            MEMORY

            ;   Name        Start     Size      Type
            ;   ----------  --------  --------  --------

            """
        for region in draft.regions {
            let name = region.name + String(repeating: " ", count: max(0, 10 - region.name.count))
            text += "    \(name)  \(hexadecimal(region.start.rawValue))  \(hexadecimal(region.size))  "
            text += region.kind.rawValue + remark(region.remark) + "\n"
        }
        text += "\nCONFIG\n\n"
        for setting in draft.settings { text += "    \(setting)\n" }
        return text
    }
}
