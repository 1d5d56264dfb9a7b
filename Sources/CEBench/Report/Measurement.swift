import GuestAddress

/// The numbers of one operation that do not depend on the host.
package struct OperationCounts: Hashable, Sendable {
    /// Page-table words written and made invalid.
    package var descriptors: UInt64 = 0
    /// Pages of second-level tables taken.
    package var tables: UInt64 = 0
    package var tlbInvalidations: UInt64 = 0
    package var guestInstructions: UInt64 = 0
    /// Physical pages taken from the pool, tables included.
    package var pages: UInt64 = 0

    package init() {}

    /// The names in reports and the values, in order.
    package static let names = ["descriptors", "tables", "tlbInvalidations", "guestInstructions", "pages"]
    package var values: [UInt64] { [descriptors, tables, tlbInvalidations, guestInstructions, pages] }

    package init(values: [UInt64]) {
        guard values.count == Self.names.count else { return }
        descriptors = values[0]
        tables = values[1]
        tlbInvalidations = values[2]
        guestInstructions = values[3]
        pages = values[4]
    }
}

/// What was measured of one workload at one size.
package struct Measurement: Hashable, Sendable {
    package var name: String
    /// Bytes.
    package var size: UInt64
    /// Seconds an operation.
    package var seconds: Summary
    package var counts: OperationCounts
    /// What it is compared to, in the order of measuring.
    package var ratios: [NamedRatio]

    package struct NamedRatio: Hashable, Sendable {
        package var baseline: String
        package var ratio: Ratio

        package init(baseline: String, ratio: Ratio) {
            self.baseline = baseline
            self.ratio = ratio
        }
    }

    package init(
        name: String, size: UInt64, seconds: Summary, counts: OperationCounts, ratios: [NamedRatio]
    ) {
        self.name = name
        self.size = size
        self.seconds = seconds
        self.counts = counts
        self.ratios = ratios
    }

    /// Pages of 4 KB, for the cost of each.
    package var pageCount: UInt64 { max(1, GuestPage.count(holding: size)) }

    package func ratio(to baseline: String) -> Ratio? { ratios.first { $0.baseline == baseline }?.ratio }
}

/// A whole run.
package struct BenchReport: Hashable, Sendable {
    package static let version: Int64 = 1

    /// The host's processor and the number of its cores.
    package var machine: String
    /// The emulator and its version.
    package var engine: String
    package var board: String
    package var measurements: [Measurement]
    /// What was left out, and why.
    package var notes: [String]

    package init(
        machine: String, engine: String, board: String, measurements: [Measurement] = [], notes: [String] = []
    ) {
        self.machine = machine
        self.engine = engine
        self.board = board
        self.measurements = measurements
        self.notes = notes
    }

    package func measurement(_ name: String, _ size: UInt64) -> Measurement? {
        measurements.first { $0.name == name && $0.size == size }
    }
}
