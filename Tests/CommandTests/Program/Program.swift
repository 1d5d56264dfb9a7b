import HostSystem
import TestSupport
import Testing

/// The program itself, as a shell runs it: for what a command called inside the test cannot show.
enum Program {
    /// What lies beside the running tests.
    static let path: String = {
        let tests = FileAccess().realPath("/proc/self/exe") ?? ""
        return FilePath.join(FilePath.directory(of: tests), "cebsp")
    }()

    /// Runs a shell script in which `cebsp` is the program and `fixtures` the folder of the fixtures.
    /// - Returns: the exit status and the lines of standard output and error.
    static func shell(_ script: String, in folder: TemporaryFolder) throws -> (status: Int32, lines: [String]) {
        try #require(FileAccess().kind(of: path) == .file, "\(path) is not built")
        let preamble = """
            unset GITHUB_ACTIONS TF_BUILD TEAMCITY_VERSION TEST_SHARD_INDEX
            unset CI_NODE_INDEX BUILDKITE_PARALLEL_JOB CIRCLE_NODE_INDEX
            cebsp() { '\(path)' "$@"; }
            fixtures='\(Fixtures.root)'
            cd '\(folder.path)' || exit 99
            exec 2>&1

            """
        let process = try ChildProcess(executable: "/bin/bash", arguments: ["-c", preamble + script])
        var lines: [String] = []
        while !process.isAtEnd { lines += process.receive() }
        guard case .exited(let status) = process.wait() else { return (-1, lines) }
        return (status, lines)
    }
}
