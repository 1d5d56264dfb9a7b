internal import CEScenario
internal import GuestAddress
import MachineTerms
internal import RunReports

/// What a run tells of one physical page, as `cebsp run --page` prints it: who has it, who had it before, and which
/// mappings showed it.
struct PageText {
    private let run: ScenarioObservation
    private let page: PhysicalAddress

    /// - Parameter address: any address in the page.
    init(_ run: ScenarioObservation, _ address: UInt32) {
        self.run = run
        page = PhysicalAddress(address).page
    }

    var text: String {
        let lines = pool + mappings
        let known = lines.isEmpty ? ["no page that the kernel handed out, and no run-time mapping shows it"] : lines
        return "  page \(page)\n" + known.map { "    \($0)\n" }.joined()
    }

    private var pool: [String] {
        guard
            let pages = run.pages.first(where: {
                AddressRange(base: $0.base, clampedSize: UInt64($0.count) * GuestPage.size).contains(page)
            })
        else { return [] }
        var lines = ["now: free"]
        if let process = pages.process, let site = pages.site {
            let references = pages.references == 1 ? "" : ", \(pages.references) references"
            lines = ["now: \(process), \(pages.use.rawValue), taken by \(site)\(references)"]
        }
        if let before = pages.before {
            let end = before.releasedBy.map { ", given back by \($0)" } ?? ", given back by the kernel"
            lines.append("before: \(before.process), taken by \(before.site)\(end)")
        }
        return lines
    }

    private var mappings: [String] {
        run.mappings.filter { $0.physical?.contains(page) == true }.map { mapping in
            let end = mapping.releasedBy.map { ", released by \($0)" } ?? ", not released"
            return
                "mapped: \(mapping.virtual) of \(mapping.process), \(mapping.attributes), by \(mapping.createdBy)\(end)"
        }
    }
}
