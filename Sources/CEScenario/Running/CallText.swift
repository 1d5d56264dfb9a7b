internal import CEMachine
internal import GuestAddress

/// The kernel calls of runs as text, a line each.
public final class CallText {
    /// Where it stops growing: further calls are counted, not kept.
    public static let byteLimit = 256 << 20

    public private(set) var text = ""
    private var dropped = 0

    public init() {}

    /// Runs a scenario and adds its calls.
    public func run(_ scenario: Scenario, repetition: Int, limits: RunLimits = RunLimits()) -> ScenarioResult {
        add("# \(scenario.selector)" + (repetition > 1 ? ", run \(repetition)" : "") + ": \(scenario.name)\n")
        let result = ScenarioRunner(limits: limits) { [self] in add(Self.line($0)) }.run(
            scenario, repetition: repetition)
        add("# \(result.status.rawValue), trace hash 0x\(hexadecimal(result.observation.traceHash, width: 16))\n")
        if dropped > 0 { text += "# \(dropped) lines did not fit\n" }
        dropped = 0
        return result
    }

    private func add(_ line: String) {
        if text.utf8.count + line.utf8.count > Self.byteLimit { dropped += 1 } else { text += line }
    }

    /// `0.000012340 NK.EXE smd.dll+0x1a4 VirtualCopyEx(0x…, 0x…, 0x…, 0x…) = 0x00000001`.
    private static func line(_ call: CallRecord) -> String {
        let time = call.instructions.multipliedReportingOverflow(by: VirtualClock.nanosecondsPerInstruction)
            .partialValue
        let arguments = call.arguments.map { "0x\(hexadecimal($0))" }.joined(separator: ", ")
        let outcome =
            switch call.outcome {
            case .returned(let value): "= 0x\(hexadecimal(value))"
            case .failed(let value, let error):
                "= 0x\(hexadecimal(value)), failed" + (error == 0 ? "" : ", error \(error)")
            case .pending: "..."
            }
        let fraction = String(1_000_000_000 + time % 1_000_000_000).dropFirst()
        return
            "\(time / 1_000_000_000).\(fraction) \(call.process) \(call.site) \(call.function)(\(arguments)) \(outcome)\n"
    }
}
