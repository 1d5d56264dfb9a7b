import ARMMMU
import CEDevices
import CEKernel
import GuestAddress
import MachineTerms

extension FaultReport {
    /// What stands below CE's own lines.
    var explanation: [String] {
        var lines: [String] = []
        func add(_ label: String, _ text: String?) {
            if let text { lines.append("  \(label): \(text)") }
        }
        add("what", summary)
        if let instruction {
            let values = usedRegisters.map { "\($0.name)=\(hexadecimal($0.value))" }.joined(separator: " ")
            add("instruction", values.isEmpty ? instruction : "\(instruction)    \(values)")
        }
        add("in", kernelCall ?? function)
        add("address", belongsTo)
        add("before", belongedTo)
        add("nearest", nearest)
        for step in walkSteps { add("walk", step.line) }
        if let status {
            let names = status.isFetch ? ("IFSR", "IFAR") : ("DFSR", "DFAR")
            add(
                "registers",
                "\(names.0)=\(hexadecimal(status.status)) (\(status.meaning)) \(names.1)=\(hexadecimal(status.address))"
            )
        }
        for line in backtrace { add("called from", line) }
        add("hint", hint)
        return lines
    }

    /// `read of 4 bytes at 0x00000000: translation fault`.
    private var summary: String? {
        if let busError {
            let what = "\(busError.access) of \(busError.size) byte\(busError.size == 1 ? "" : "s")"
            let reason = busError.objection ?? "no memory and no device is there"
            return "\(what) at physical \(busError.address): external abort, \(reason)"
        }
        guard let address, let access else {
            return kind == .raised ? "exception 0x\(hexadecimal(code))" : nil
        }
        let what = fault?.name ?? "\(reason.rawValue) fault"
        let bytes = size.map { " of \($0) byte\($0 == 1 ? "" : "s")" } ?? ""
        return "\(access)\(bytes) at \(address): \(what)"
    }
}
