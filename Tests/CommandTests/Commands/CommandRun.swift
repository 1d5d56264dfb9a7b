import ArgumentParser
import HostSystem
import JSON
import TestSupport

@testable import CEBSPCommands

/// One call of the program inside the test: what it ends with, and what it wrote to `--output`.
struct CommandRun {
    /// The exit status.
    let status: Int32
    /// What the parser has to say about arguments that it refuses.
    let complaint: String
    /// The report, when `writesReport` was given and one was written.
    let report: String

    /// - Parameter writesReport: whether the command has an `--output` that the report is to be taken from.
    init(_ arguments: [String], writesReport: Bool = false) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/report"
        var complaint = ""
        var status: Int32 = 0
        do {
            var command = try CebspCommand.parseAsRoot(arguments + (writesReport ? ["--output", path] : []))
            try WorkerProgram.$path.withValue(Program.path) { try command.run() }
        } catch {
            status = CebspCommand.exitCode(for: error).rawValue
            if !(error is ExitCode) { complaint = CebspCommand.fullMessage(for: error) }
        }
        self.status = status
        self.complaint = complaint
        report = (try? FileAccess().read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The report as JSON.
    func document() throws -> JSONValue { try JSONValue(parsing: report.utf8) }

    /// `CE0103` for each finding of a JSON report.
    func ids() throws -> [String] {
        (try document()["findings"]?.elements ?? []).compactMap { $0["id"]?.text }
    }
}

/// Files of a small BSP and of what can be wrong with it.
enum SampleFiles {
    static let good = """
        g_oalAddressTable
                DCD     0x80000000, 0x30000000, 64
                DCD     0x90000000, 0x48000000, 16
                DCD     0, 0, 0

        """
    /// CE0101, an error.
    static let outside = good.replacingFirst("0x90000000", "0xA0000000")
    /// CE0106, a warning.
    static let repeated = good.replacingFirst(
        "        DCD     0, 0, 0", "        DCD     0x80000000, 0x30000000, 1\n        DCD     0, 0, 0")
    static let bib = """
        MEMORY
            NK   80200000 00E00000 RAMIMAGE
            RAM  81000000 03000000 RAM

        """
    static let board = """
        version: 1
        name: sample
        profile: ce6
        cpu: arm926
        ram:
          - { base: 0x30000000, size: 64M }
        addressTable: { file: oemaddrtab_cfg.inc }
        configBib: config.bib

        """
}

extension String {
    func replacingFirst(_ old: String, _ new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
