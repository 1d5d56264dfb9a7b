/// What a board takes for a workload: what was measured there, and for other sizes a line through it.
package struct DeviceCosts: Sendable {
    /// Seconds, and whether just that was measured at just that size.
    package struct Cost: Hashable, Sendable {
        package let seconds: Double
        package let isMeasured: Bool
    }

    package let device: DeviceReport

    package init(_ device: DeviceReport) { self.device = device }

    /// - Parameters:
    ///   - name: of a measurement.
    ///   - size: in bytes; 0 for what has no size.
    /// - Returns: nil when the board measured nothing of the kind, or at one other size only.
    package func cost(_ name: String, _ size: UInt64) -> Cost? {
        for relative in Self.family(name) {
            if let seconds = device.seconds(relative, size) {
                return Cost(seconds: seconds, isMeasured: relative == name)
            }
            let points = device.figures.filter { $0.name == relative && $0.size > 0 }
            guard size > 0, let line = Line(points) else { continue }
            return Cost(seconds: line.seconds(size), isMeasured: false)
        }
        return nil
    }

    /// The size in bytes from which on mapping and releasing costs less than one copy, at least the smallest measured;
    /// nil when the lines do not meet.
    package var breakEven: Double? {
        func line(_ name: String) -> Line? {
            Self.family(name).lazy.compactMap { name in Line(device.figures.filter { $0.name == name && $0.size > 0 }) }
                .first
        }
        guard let map = line("copy-map"), let release = line("release"), let copy = line("memcpy") else { return nil }
        let saved = copy.byte - map.byte - release.byte
        let price = map.fixed + release.fixed - copy.fixed
        guard saved > 0, let least = device.figures.lazy.filter({ $0.name == "memcpy" }).map(\.size).min() else {
            return nil
        }
        return max(Double(least), price / saved)
    }

    /// A board measures `copy-map` where it was given physical memory, else `copy-map-kernel`. The words are the same.
    private static func family(_ name: String) -> [String] {
        switch name {
        case "copy-map", "copy-map-cached": [name, "copy-map", "copy-map-kernel"]
        case "copy-map-kernel": [name, "copy-map"]
        default: [name]
        }
    }

    /// A fixed price, and one for each byte.
    private struct Line {
        let fixed: Double
        let byte: Double

        /// The line whose relative errors have the least squares; nil of fewer than two sizes.
        init?(_ points: [DeviceReport.Figure]) {
            guard points.count >= 2 else { return nil }
            var weight = 0.0
            var x = 0.0
            var y = 0.0
            var xx = 0.0
            var xy = 0.0
            for point in points {
                let share = 1 / max(point.seconds * point.seconds, 1e-18)
                let size = Double(point.size)
                weight += share
                x += share * size
                y += share * point.seconds
                xx += share * size * size
                xy += share * size * point.seconds
            }
            let spread = weight * xx - x * x
            let slope = spread > 0 ? max(0, (weight * xy - x * y) / spread) : 0
            byte = slope
            fixed = max(0, (y - slope * x) / weight)
        }

        func seconds(_ size: UInt64) -> Double { fixed + byte * Double(size) }
    }
}

extension DeviceCosts {
    /// A line for each measurement of a run that the board knows something of; every line says that it is an estimate.
    package func text(_ report: BenchReport) -> String {
        var lines = ["on \(device.board): measured there, or on a line through the sizes that were"]
        for measurement in report.measurements {
            guard let cost = cost(measurement.name, measurement.size) else { continue }
            lines.append(
                measurement.name.padded(to: 18) + Units.size(measurement.size).padded(to: 8, right: true) + "  "
                    + Units.seconds(cost.seconds).padded(to: 9, right: true)
                    + (cost.isMeasured ? "  measured" : "  estimated"))
        }
        if lines.count == 1 { lines.append("nothing of what this run has was measured there") }
        return lines.map { "estimate  \($0)\n" }.joined()
    }

    /// What mapping costs on the board.
    package var answer: String? {
        MappingAnswer.text(breakEven: breakEven) { name, size in cost(name, size)?.seconds }
    }
}
