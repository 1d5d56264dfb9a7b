/// Which workloads and sizes a run was to measure.
package struct WorkloadChoice: Sendable {
    /// The names of the workloads.
    private let names: Set<String>
    /// Bytes; nil for those that are usual.
    private let sizes: [UInt64]?

    /// - Parameters:
    ///   - names: of workloads.
    ///   - sizes: in bytes; nil for those that are usual.
    package init(_ names: [String], sizes: [UInt64]?) {
        self.names = Set(names)
        self.sizes = sizes
    }

    package static let all = WorkloadChoice(Workload.all.map(\.name), sizes: nil)

    /// Whether a measurement was to be made: `frames-read` is one of the workload `frames`.
    /// - Parameter size: in bytes; 0 for what has no size.
    package func includes(_ measurement: String, _ size: UInt64) -> Bool {
        let owner = Workload.all.filter { measurement == $0.name || measurement.hasPrefix($0.name + "-") }
            .max { $0.name.count < $1.name.count }
        guard let owner else { return true }
        guard names.contains(owner.name), owner.sizes != .fixed, let sizes else { return names.contains(owner.name) }
        return sizes.contains(size)
    }
}
