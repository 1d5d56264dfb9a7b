/// A part of a run: several machines each take one, and together they run everything once.
package struct Shard: Hashable, Sendable {
    /// From 1.
    package var index: Int
    package var total: Int

    /// More parts than this are a slip: nobody has so many machines.
    package static let limit = 100_000

    /// Nil unless `index` is in 1…`total`, and `total` at most `limit`.
    package init?(index: Int, total: Int) {
        guard total >= 1, total <= Self.limit, index >= 1, index <= total else { return nil }
        self.index = index
        self.total = total
    }

    /// Reads `2/5`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let total = Int(parts[1]) else { return nil }
        self.init(index: index, total: total)
    }

    /// The part that a CI system asks for by its environment variables, or nil when none does.
    /// - Parameter environment: looks up a variable.
    /// - Returns: the part and whose variables said so.
    package static func requested(by environment: (String) -> String?) -> (shard: Shard, source: String)? {
        for convention in conventions {
            guard let index = environment(convention.index).flatMap({ Int($0) }),
                let total = environment(convention.total).flatMap({ Int($0) }),
                total > 1, let shard = Shard(index: index &+ (convention.startsAtZero ? 1 : 0), total: total)
            else { continue }
            return (shard, convention.name)
        }
        return nil
    }

    private static let conventions: [(name: String, index: String, total: String, startsAtZero: Bool)] = [
        ("Bazel", "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", true),
        ("GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", false),
        ("Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", true),
        ("CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", true),
    ]

    /// The positions of this part among `durations`, in order. Without recorded durations every nth is taken; with them
    /// the longest go first to the part that has least, so that all parts take about as long.
    /// - Parameter durations: one for each scenario, seconds; nil where none was recorded.
    package func positions(durations: [Double?]) -> [Int] {
        let known = durations.compactMap { $0 }.filter { $0.isFinite && $0 >= 0 }
        guard !known.isEmpty else { return durations.indices.filter { $0 % total == index - 1 } }
        let average = known.reduce(0, +) / Double(known.count)
        let costs = durations.map { cost in cost.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } ?? average }
        var loads = [Double](repeating: 0, count: total)
        var mine: [Int] = []
        for position in costs.indices.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
            let part = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
            loads[part] += costs[position]
            if part == index - 1 { mine.append(position) }
        }
        return mine.sorted()
    }
}
