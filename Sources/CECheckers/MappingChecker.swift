import CEDiagnosis
import CEKernel
internal import Diagnostics

/// A checker that looks at each physical run of a mapping when a call has made it. To be derived from.
class MappingChecker: RunningChecker {
    init(_ checker: Checker, _ setup: CheckerSetup) { super.init(checker, setup, .mappings) }

    override final func observe(_ event: MachineEvent) {
        switch event {
        case .rangeMapped(let mapped): check(mapped)
        case .mappingChanged(let change): check(change)
        default: break
        }
    }

    func check(_ mapped: MappedRange) {}
    /// Looks at pages whose attributes a call has changed.
    func check(_ change: MappingChange) {}

    @discardableResult
    final func emit(_ severity: Severity, _ mapped: MappedRange, _ message: String, hint: String?) -> Int? {
        emit(
            severity, process: mapped.process.name, place: kernel.describe(mapped.site), message, hint: hint)
    }
}
