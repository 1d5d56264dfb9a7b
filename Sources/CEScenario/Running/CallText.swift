import CEKernel
internal import CEMachine
internal import GuestAddress
internal import HostSystem
internal import PrintableText
internal import RunReports
internal import ScenarioFiles

/// Writes the kernel calls of a run as text, a line each, as they are made: what a run did before it took its process
/// down is there.
final class CallText {
    /// Where a file stops growing: further calls are counted, not kept.
    private static let byteLimit = 256 << 20

    private let file: OutputFile
    private var room: Int
    private var dropped = 0
    /// Why something could not be written, or nil.
    private(set) var problem: String?

    init(_ file: OutputFile) {
        self.file = file
        room = Self.byteLimit - (file.position ?? 0)
    }

    func begin(_ scenario: Scenario, repetition: Int) {
        let number = repetition > 1 ? ", run \(repetition)" : ""
        write(printable("# \(scenario.selector)\(number): \(scenario.name)") + "\n")
    }

    func add(_ call: CallRecord) {
        let line = printable(Self.line(call)) + "\n"
        if line.utf8.count > room { dropped += 1 } else { write(line) }
    }

    func end(_ result: ScenarioResult) {
        write(
            "# \(result.status.rawValue), trace hash 0x\(hexadecimal(result.observation.traceHash, width: 16))\n"
                + (dropped > 0 ? "# \(dropped) lines did not fit\n" : ""))
        attempt { () throws(FileError) in try file.flush() }
    }

    private func write(_ text: String) {
        room -= text.utf8.count
        attempt { () throws(FileError) in try file.write(text) }
    }

    private func attempt(_ work: () throws(FileError) -> Void) {
        guard problem == nil else { return }
        do throws(FileError) { try work() } catch { problem = error.description }
    }

    /// `0.000012340 NK.EXE smd.dll+0x1a4 VirtualFree(0x00040000, 0, MEM_RELEASE) = TRUE`; of a call that
    /// goes on `…(…)
    /// ...`, and `... WaitForSingleObject = WAIT_TIMEOUT` when it has ended.
    private static func line(_ call: CallRecord) -> String {
        // A call that has been told of already is told again with its result, when it has one.
        let instructions = call.wasAnnounced ? call.ended ?? call.instructions : call.instructions
        let time = call.clock.nanoseconds(instructions)
        let arguments = call.arguments.joined(separator: ", ")
        let outcome =
            switch call.outcome {
            case .returned(let bits): "= " + WordText.result(bits, call.result)
            case .failed(let value, let error):
                "= \(WordText.result(UInt64(value), call.result)), failed" + WordText.error(error)
                    + (call.refusal.map { ": \($0)" } ?? "")
            case .pending: "..."
            case .abandoned: "abandoned"
            }
        let fraction = String(1_000_000_000 + time % 1_000_000_000).dropFirst()
        let function = call.wasAnnounced ? "... \(call.function)" : "\(call.function)(\(arguments))"
        return "\(time / 1_000_000_000).\(fraction) \(call.process) \(call.site) \(function) \(outcome)"
    }
}
