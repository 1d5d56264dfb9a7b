import CEDevices
import CEMachine
internal import Diagnostics
internal import RunReports
internal import ScenarioFiles

/// Holds what guests did with devices against what is expected of them.
struct DeviceComparison {
    private let machine: Machine

    init(_ machine: Machine) { self.machine = machine }

    func failures(of entries: [Expectations.Device]) -> [ExpectationFailure] { entries.flatMap(failures) }

    private func failures(of entry: Expectations.Device) -> [ExpectationFailure] {
        guard let use = machine.use(ofDevice: entry.device) else {
            return [
                ExpectationFailure(
                    "device \(entry.device)", expected: "a device", found: "the board has none of that name",
                    at: entry.location)
            ]
        }
        let registers = entry.register.map { [use.registers[$0]].compactMap(\.self) } ?? Array(use.registers.values)
        let name = entry.register.map { "\(entry.device).\($0)" } ?? entry.device
        let figures: [(String, Expectations.Bounds?, UInt64)] = [
            ("bytes sent by \(entry.device)", entry.sent, use.sent),
            ("reads of \(name)", entry.reads, registers.reduce(0) { $0 + $1.reads }),
            ("writes of \(name)", entry.writes, registers.reduce(0) { $0 + $1.writes }),
        ]
        var failures = figures.compactMap { text, bounds, found -> ExpectationFailure? in
            guard let bounds, !bounds.contains(Int64(clamping: found)) else { return nil }
            return ExpectationFailure(text, expected: "\(bounds)", found: "\(found)", at: entry.location)
        }
        if let other = difference(entry, use.accesses) { failures.append(other) }
        return failures
    }

    /// The first access that is another.
    private func difference(_ entry: Expectations.Device, _ found: [RegisterAccess]) -> ExpectationFailure? {
        for (number, expected) in entry.accesses.enumerated() {
            let access = number < found.count ? found[number].text : "no further one"
            guard access != expected else { continue }
            return ExpectationFailure(
                "access \(number + 1) to \(entry.device)", expected: expected, found: access, at: entry.location)
        }
        return nil
    }
}
