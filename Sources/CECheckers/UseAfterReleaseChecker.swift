import CEKernel
import Diagnostics

extension Checker {
    static let useAfterRelease = Checker(
        id: "CE0803", name: "use-after-release", title: "use of memory after its release",
        explanation:
            "An address was used after the reservation that it was in had been released. On the board the range may "
            + "belong to somebody else by then, so that the same mistake does not fault but destroys.",
        isStandard: true,
        make: { UseAfterReleaseChecker($0) })
}

/// Reports faults at addresses that something was at before.
final class UseAfterReleaseChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.useAfterRelease, setup, .faults) }

    override func observe(_ event: MachineEvent) {
        guard case .faultNoted(let report) = event, let former = report.belongedTo, let address = report.address else {
            return
        }
        emit(
            .error, process: report.process, place: report.place,
            "\(address) was used after its release: \(former)", hint: report.hint)
    }
}
