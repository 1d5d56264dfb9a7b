internal import JSON

/// The imports of many images together: how many there are, and which functions are missed most.
struct ImportTotals {
    /// A function that is not there, and how many images import it.
    struct Missed {
        var function: ImportReport.Function
        var images: Int
    }

    private static let shown = 100

    private(set) var counts: [String: Int] = [:]
    private(set) var ranking: [Missed] = []
    private let images: Int
    private let skipped: [ImageCollection.Skipped]

    static let columns = ["provided", "partial", "stub", "image", "missing", "unknown"]

    init(_ reports: [ImportReport], skipped: [ImageCollection.Skipped]) {
        images = reports.count
        self.skipped = skipped
        var missed: [String: Missed] = [:]
        for report in reports {
            var seen: Set<String> = []
            for function in report.functions {
                counts[function.word, default: 0] += 1
                guard function.provider == .missing || function.provider == .unknownLibrary else { continue }
                let key = "\(Self.name(of: function))\u{0}\(function.text)"
                guard seen.insert(key).inserted else { continue }
                missed[key, default: Missed(function: function, images: 0)].images += 1
            }
        }
        ranking = missed.sorted { ($1.value.images, $0.key) < ($0.value.images, $1.key) }.map(\.value)
    }

    /// A library's name as rankings have it: its case varies, and `.dll` may be missing.
    static func name(of function: ImportReport.Function) -> String {
        let name = function.library.lowercased()
        return name.contains(".") ? name : name + ".dll"
    }

    private var otherMachines: Int { skipped.count { $0.isOfOtherMachine } }

    var text: String {
        var text = "\n\(images) images"
        if otherMachines > 0 { text += ", \(otherMachines) for other machines" }
        if skipped.count > otherMachines { text += ", \(skipped.count - otherMachines) not readable" }
        let total = counts.values.reduce(0, +)
        text += "\n\(total) imports: " + Self.columns.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ") + "\n"
        if ranking.isEmpty { return text }
        text += "not provided, by the number of images that import it:\n"
        let width = ranking.prefix(Self.shown).map { Self.name(of: $0.function).count }.max() ?? 0
        for missed in ranking.prefix(Self.shown) {
            let count = String(missed.images)
            text += String(repeating: " ", count: max(0, 7 - count.count)) + count + "  "
            text += Self.name(of: missed.function)
            text += String(repeating: " ", count: width - Self.name(of: missed.function).count)
            text += "  \(missed.function.text)\n"
        }
        if ranking.count > Self.shown { text += "        and \(ranking.count - Self.shown) more\n" }
        return text
    }

    var json: [JSONValue.Member] {
        [
            .init(
                "totals",
                .object(
                    [
                        .init("images", .count(images)), .init("otherMachines", .count(otherMachines)),
                        .init("unreadable", .count(skipped.count - otherMachines)),
                        .init("imports", .count(counts.values.reduce(0, +))),
                    ] + Self.columns.map { .init($0, .count(counts[$0] ?? 0)) })),
            .init(
                "ranking",
                .array(
                    ranking.map { missed in
                        [
                            "library": .string(Self.name(of: missed.function)), "name": .optional(missed.function.name),
                            "ordinal": missed.function.ordinal.map { .count($0) } ?? .null,
                            "status": .string(missed.function.provider.word), "images": .count(missed.images),
                        ]
                    })),
            .init(
                "skipped",
                .array(skipped.map { ["file": .string($0.path), "reason": .string($0.reason)] })),
        ]
    }
}
