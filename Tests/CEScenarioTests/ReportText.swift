import CEScenario
import HostSystem
import RunReports

extension RunReport {
    /// The report as one text.
    func text(_ format: ReportFormat) throws(FileError) -> String {
        var text = ""
        try write(format) { text += $0 }
        return text
    }
}
