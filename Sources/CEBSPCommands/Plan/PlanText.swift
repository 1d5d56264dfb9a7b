internal import BSPFiles
internal import GuestAddress
internal import MapPlanning
internal import OEMAddrTable

/// A plan as text.
struct PlanText {
    private let plan: MapPlan

    init(_ plan: MapPlan) { self.plan = plan }

    /// What the map has and what is left.
    var summary: String {
        let draft = plan.draft
        let ram = draft.rows.filter { row in draft.banks.contains { $0.range.contains(row.physical) } }
        let registers = draft.rows.filter { !ram.contains($0) } + draft.deviceRows
        var text = "\(draft.name): profile \(draft.profile.name.rawValue)\n"
        text += line("static map", "\(sum(ram.map(\.size))) of RAM in \(count(ram.count, "row"))")
        if !registers.isEmpty {
            let table = draft.isNewStyle ? "device table" : "registers"
            text += line(table, "\(sum(registers.map(\.size))) in \(count(registers.count, "row"))")
            text += line("", megabytes(of: registers))
        }
        if !draft.ramEntries.isEmpty {
            text += line(
                "RAM table", "\(sum(draft.ramEntries.map(\.size))) in \(count(draft.ramEntries.count, "entry"))")
        }
        text += line("window left", ByteCount(plan.windowLeft).description + " of 512 MB")
        if plan.remainders.isEmpty { return text + line("VirtualCopyEx", "nothing is left for it") }
        for remainder in plan.remainders {
            text += line("VirtualCopyEx", remainder.phrase) + line("", remainder.call)
        }
        return text
    }

    /// How many devices the rows of whole megabytes have: their registers take less, and some share one.
    private func megabytes(of rows: [BoardDraft.Row]) -> String {
        let inside = plan.draft.devices.filter { device in
            rows.contains { $0.physicalRange.contains(UInt64(device.base.rawValue)) }
        }
        let sections = Dictionary(grouping: inside) { $0.base.rawValue >> 20 }
        let shared = sections.values.filter { $0.count > 1 }.reduce(0) { $0 + $1.count }
        return "whole megabytes for \(count(inside.count, "device")) that \(inside.count == 1 ? "is" : "are") smaller"
            + (shared > 0 ? "; \(shared) of them share a megabyte" : "")
    }

    /// The files, each under its name.
    var contents: String {
        plan.draft.files.map { "\n==> \($0.path)\n\(String(decoding: $0.bytes, as: UTF8.self))" }.joined()
    }

    private func line(_ head: String, _ text: String) -> String {
        "  " + head + String(repeating: " ", count: max(1, 15 - head.count)) + text + "\n"
    }

    private func sum(_ sizes: [UInt64]) -> String { ByteCount(sizes.reduce(0, +)).description }

    private func count(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun == "entry" ? "entries" : noun + "s")"
    }
}
