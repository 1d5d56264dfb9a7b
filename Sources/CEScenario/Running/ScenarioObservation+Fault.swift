import CEDevices
import CEKernel
internal import CEMachine
internal import GuestAddress
internal import JSON
import RunReports

extension ScenarioObservation.Fault {
    init(_ report: FaultReport) {
        self.init(
            kind: report.kind, process: report.process, reason: report.reason,
            text: report.text.joined(separator: "\n"), isHandled: report.wasHandled, details: report.details)
    }
}

extension FaultReport {
    /// The parts of the report that are there, by name.
    fileprivate var details: JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ value: JSONValue?) {
            if let value { members.append(.init(name, value)) }
        }
        func word(_ value: UInt32) -> JSONValue { .string("0x" + hexadecimal(value)) }
        add("code", word(code))
        add("thread", word(threadID))
        add("at", .count(instructions))
        add("access", access.map { .string($0.description) })
        add("size", size.map { .count($0) })
        add("address", address.map { .string($0.description) })
        add("objection", busError.flatMap { $0.objection.map(JSONValue.string) })
        add("physical", busError.map { .string($0.address.description) })
        add("instruction", instruction.map(JSONValue.string))
        add(
            "usedRegisters",
            usedRegisters.isEmpty ? nil : .object(usedRegisters.map { .init($0.name, word($0.value)) }))
        add("function", function.map(JSONValue.string))
        add("programCounter", .string(programCounter))
        add("returnAddress", .string(returnAddress))
        add(
            "registers",
            .object(registerWords.map { .init($0.name, word($0.value)) }))
        add("kernelCall", kernelCall.map(JSONValue.string))
        add("belongsTo", belongsTo.map(JSONValue.string))
        add("belongedTo", belongedTo.map(JSONValue.string))
        add("nearest", nearest.map(JSONValue.string))
        add("walk", walkSteps.isEmpty ? nil : .array(walkSteps.map(Self.step)))
        add("faultStatus", status.map { word($0.status) })
        add("faultMeaning", status.map { .string($0.meaning) })
        add("faultAddress", status.map { word($0.address) })
        add("hint", hint.map(JSONValue.string))
        add("backtrace", .array(backtrace.map(JSONValue.string)))
        return .object(members)
    }

    private static func step(_ step: FaultReport.Descriptor) -> JSONValue {
        [
            "level": .count(step.level), "address": .string(step.address.description),
            "value": step.value.map { .string("0x" + hexadecimal($0)) } ?? .null,
            "meaning": .string(step.meaning),
        ]
    }
}
