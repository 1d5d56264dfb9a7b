package import Diagnostics
internal import HostSystem

/// The compiler and the linkers of this machine: those of a Swift toolchain, or Debian's packages clang and lld.
package struct Toolchain: Sendable {
    package enum Tool: String, CaseIterable, Sendable {
        case clang
        case elfLinker = "ld.lld"
        case coffLinker = "lld-link"
        case objectCopy = "llvm-objcopy"
    }

    private let paths: [Tool: String]

    /// Looks for the tools.
    /// - Parameter folder: where they are; nil looks beside the Swift compiler, in PATH, and where Debian keeps them.
    /// - Throws: `InputError` when clang or a linker is not there.
    package init(folder: String?) throws(InputError) {
        let folders = folder.map { [$0] } ?? Self.usualFolders()
        var paths: [Tool: String] = [:]
        for tool in Tool.allCases { paths[tool] = Self.find(tool, in: folders, anyVersion: folder == nil) }
        for tool in [Tool.clang, .elfLinker, .coffLinker] where paths[tool] == nil {
            let place = folder.map { "is not in \($0)" } ?? "is not on this machine"
            throw InputError(
                at: SourceLocation(file: "cebsp cc"),
                "\(tool.rawValue) \(place): install Debian's packages clang and lld, or a Swift toolchain, or name the "
                    + "folder of both with --toolchain", kind: .missing)
        }
        self.paths = paths
    }

    /// The folders in the order in which they are asked; no program is looked for twice.
    private static func usualFolders() -> [String] {
        let path = (Environment.value("PATH") ?? "").split(separator: ":").map(String.init)
        let files = FileAccess()
        let swift = path.lazy.compactMap { files.realPath(FilePath.join($0, "swift")) }.first
        let versions = (try? files.entries(of: "/usr/lib")) ?? []
        let debian = versions.filter { $0.hasPrefix("llvm-") }.sorted { ($0.count, $0) > ($1.count, $1) }
        return (swift.map { [FilePath.directory(of: $0)] } ?? []) + path + debian.map { "/usr/lib/\($0)/bin" }
    }

    private static func find(_ tool: Tool, in folders: [String], anyVersion: Bool) -> String? {
        let files = FileAccess()
        // Debian's packages of one version have programs such as clang-14.
        let names = [tool.rawValue] + (anyVersion ? (13...30).reversed().map { "\(tool.rawValue)-\($0)" } : [])
        for name in names {
            for folder in folders where files.kind(of: FilePath.join(folder, name)) == .file {
                return FilePath.join(folder, name)
            }
        }
        return nil
    }

    /// Whether a tool is there that images can do without.
    func has(_ tool: Tool) -> Bool { paths[tool] != nil }

    /// What a tool is to do.
    struct Job {
        let tool: Tool
        let arguments: [String]
    }

    /// Runs jobs side by side, as many as the machine has cores.
    /// - Returns: what each wrote, in the order of the jobs.
    /// - Throws: `ToolFailure` with what all have written, after those that were begun have ended.
    func run(_ jobs: [Job]) throws(ToolFailure) -> [String] {
        var outputs: [String] = []
        var failure: ToolFailure?
        let width = max(2, Host.coreCount)
        for start in stride(from: 0, to: jobs.count, by: width) where failure == nil {
            var running: [(job: Job, process: CapturedProcess)] = []
            for job in jobs[start..<min(jobs.count, start + width)] { running.append((job, try begin(job))) }
            for (job, process) in running {
                let (termination, output) = process.wait()
                outputs.append(output)
                if termination != .exited(0), failure == nil {
                    failure = ToolFailure(tool: job.tool.rawValue, termination: termination, output: "")
                }
            }
        }
        // What the others said counts as well: several sources may have errors.
        if let failure {
            throw ToolFailure(tool: failure.tool, termination: failure.termination, output: outputs.joined())
        }
        return outputs
    }

    @discardableResult
    func run(_ tool: Tool, _ arguments: [String]) throws(ToolFailure) -> String {
        try run([Job(tool: tool, arguments: arguments)]).first ?? ""
    }

    private func begin(_ job: Job) throws(ToolFailure) -> CapturedProcess {
        guard let path = paths[job.tool] else {
            throw ToolFailure(
                tool: job.tool.rawValue, termination: nil,
                output: "\(job.tool.rawValue): error: is not on this machine; it comes with Debian's package llvm\n")
        }
        do {
            return try CapturedProcess(executable: path, arguments: job.arguments)
        } catch {
            throw ToolFailure(
                tool: job.tool.rawValue, termination: nil, output: "\(error.path): error: \(error.message)\n")
        }
    }
}

/// A tool that did not do what it was to do.
struct ToolFailure: Error {
    let tool: String
    /// Nil when it was not even started.
    let termination: ChildProcess.Termination?
    let output: String
}
