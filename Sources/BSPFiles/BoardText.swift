internal import GuestAddress
internal import JSON
internal import OEMAddrTable

/// The board file. Names are written as JSON strings, which YAML reads as they are.
struct BoardText {
    let draft: BoardDraft
    /// The file with the table; nil when there is none.
    let table: String?

    var text: String {
        var text = """
            # \(line(draft.origin))
            version: 1
            name: \(quoted(draft.name))
            profile: \(draft.profile.name.rawValue)
            cpu: \(draft.cpu)
            ram:

            """
        for bank in draft.banks {
            text += "  - { base: \(bank.range.base), size: \(size(bank.range.size)) }"
            text += bank.remark.isEmpty ? "\n" : "  # \(line(bank.remark))\n"
        }
        if let table { text += "addressTable: { file: \(table), symbol: g_oalAddressTable }\n" }
        text += "configBib: config.bib\n"
        if let image = draft.image { text += "image: \(quoted(image))\n" }
        if !draft.devices.isEmpty { text += "devices:\n" }
        for device in draft.devices {
            text += "  - { name: \(quoted(device.name)), type: \(quoted(device.type)), base: \(device.base)"
            text += (device.interrupt.map { ", interrupt: \($0)" } ?? "") + " }\n"
        }
        return text
    }

    private func quoted(_ text: String) -> String { JSONValue.string(text).serialized(.compact) }

    private func size(_ bytes: UInt64) -> String {
        for (unit, letter) in [(UInt64(1) << 30, "G"), (1 << 20, "M"), (1 << 10, "K")] where bytes % unit == 0 {
            return "\(bytes / unit)\(letter)"
        }
        return String(bytes)
    }
}
