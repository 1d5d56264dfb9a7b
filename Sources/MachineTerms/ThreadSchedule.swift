/// Other moments at which threads take turns than the ends of quanta: `7`, or `7:12,55`.
package struct ThreadSchedule: Hashable, Sendable, Codable {
    /// Switches that a text may name.
    private static let most = 10_000

    /// What the moments follow from.
    package let seed: UInt32
    /// The only switches that are made, by their numbers from 1; nil makes all.
    package let only: [Int]?

    package init(seed: UInt32, only: [Int]? = nil) {
        self.seed = seed
        self.only = only
    }

    /// - Returns: nil for what is no schedule.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seed = UInt32(parts[0]) else { return nil }
        self.seed = seed
        guard parts.count == 2 else {
            only = nil
            return
        }
        let words = parts[1].split(separator: ",", omittingEmptySubsequences: false)
        let numbers = words.prefix(Self.most + 1).compactMap { Int($0) }.filter { $0 > 0 }
        guard numbers.count == words.count, words.count <= Self.most else { return nil }
        only = numbers
    }

    package var text: String {
        "\(seed)" + (only.map { ":" + $0.map(String.init).joined(separator: ",") } ?? "")
    }
}
