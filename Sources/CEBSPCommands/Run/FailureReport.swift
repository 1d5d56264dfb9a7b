internal import CECheckers
internal import Diagnostics
internal import JSON
internal import OEMAddrTable
internal import RunReports

/// What a run's scenarios expected and did not get, in SARIF: each on the line that expects it.
struct FailureReport {
    private static let expectation = "expectation"

    let document: JSONValue

    init(_ report: RunReport) {
        let findings = report.results.flatMap { result in
            result.failures.map { failure in
                // A rule of the map has a name of its own, which `explain` knows.
                let isRule = failure.text == "map"
                return Finding(
                    isRule ? Checker.mapContracts.id : Self.expectation, .error, at: failure.location,
                    "\(result.name): \(failure.text): expected \(failure.expected), found \(failure.found)")
            }
        }
        document = SARIFReport(toolVersion: CebspCommand.version).document(of: findings)
    }
}
