import CEKernel
import Diagnostics

extension Checker {
    static let pureCall = Checker(
        id: "CE0818", name: "pure-call", title: "a call of a pure virtual function",
        explanation:
            "A virtual function without a body was called, which happens in the constructor or destructor of a base "
            + "class and with objects that were deleted. CE's _purecall returns 0 and says nothing; what the function "
            + "should have done is missing.",
        isStandard: true,
        make: { PureCallChecker($0) })
}

/// Reports calls of functions that a class has not.
final class PureCallChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.pureCall, setup, .pureCalls) }

    override func observe(_ event: MachineEvent) {
        guard case .pureFunctionCalled(let process, let place) = event else { return }
        emit(
            .error, process: process.name, place: place, PureCall.text,
            hint: "an object was used in its base class's constructor or destructor, or after it was deleted")
    }
}
