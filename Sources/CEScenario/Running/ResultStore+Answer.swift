package import HostSystem
package import RunReports

extension ResultStore {
    /// Takes a worker's answer into the store.
    /// - Parameter result: the answer's, or what became of it.
    /// - Returns: the result without what a summary does not need.
    /// - Throws: `FileError` when the disk takes no more.
    package func add(_ result: ScenarioResult, of answer: WorkerAnswer) throws(FileError) -> ScenarioResult {
        try add(result, written: result == answer.result ? answer.line : nil)
    }
}
