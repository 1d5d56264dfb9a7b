internal import CEScenario
internal import HostSystem

/// The program that runs scenarios for `cebsp run`: cebsp again.
enum WorkerProgram {
    /// Where it is; tests, which are another program, say where.
    @TaskLocal static var path = Host.executablePath

    /// - Parameters:
    ///   - hostTimeout: how long a scenario may take, in seconds.
    ///   - trace: where workers write kernel calls, or nil.
    ///   - first: the file that will be asked for first, or nil when that is not known or not to be opened.
    static func program(
        hostTimeout: Double, trace: OutputFile? = nil, first: String? = nil
    ) -> WorkerPool.Program {
        WorkerPool.Program(
            executable: path,
            arguments: RunWorker.arguments(hostTimeout: hostTimeout, isTracing: trace != nil, first: first),
            further: trace?.descriptor)
    }
}
