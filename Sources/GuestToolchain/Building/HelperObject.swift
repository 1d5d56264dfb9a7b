internal import Diagnostics

/// The functions that lead from the compiler's names for its helpers to coredll's.
struct HelperObject {
    let path: String
    private let provided: Set<String>
    private let targets: [String: Set<String>]
    /// Whether the linker asks only for what sections that stay refer to.
    private let dropsSections: Bool

    static func source(for machine: GuestMachine) -> String {
        machine.isConverted ? "link/helpers-a32.s" : "link/helpers-thumb2.s"
    }

    init(sdk: SDK, machine: GuestMachine, path: String) throws(InputError) {
        self.path = path
        provided = try ObjectFile(path: path, bytes: try SourceScan.read(path)).defined
        targets = Self.targets(try sdk.text(Self.source(for: machine)))
        dropsSections = machine.isConverted
    }

    /// What each helper calls, as the macro lines of their source say.
    private static func targets(_ text: String) -> [String: Set<String>] {
        var targets: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split { " \t,\"".contains($0) }.map(String.init)
            guard words.count >= 2 else { continue }
            if ["FORWARD", "SWAPPED", "DIVIDE64", "COMPARE"].contains(words[0]) {
                targets[words[1]] = Set(
                    words.dropFirst(2).filter { $0.hasPrefix("_") || $0.hasPrefix("mem") || $0.hasPrefix("?") })
            } else if words[0] == "CLEAR" {
                targets[words[1]] = ["memset"]
            }
        }
        return targets
    }

    /// What is still to be imported when the helpers join, and whether they do: only when something needs them.
    func join(_ needed: Set<String>) -> (needed: Set<String>, joins: Bool) {
        let used = needed.intersection(provided)
        guard !used.isEmpty else { return (needed, false) }
        // The whole object joins: what a helper that nobody needs refers to has to be found, too, and is dropped then.
        let linked = dropsSections ? used : provided
        let called = linked.reduce(into: Set<String>()) { $0.formUnion(targets[$1] ?? []) }
        return (needed.subtracting(provided).union(called), true)
    }
}
