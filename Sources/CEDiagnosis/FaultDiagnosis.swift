import ARMMMU
package import CEKernel
import CEMemory
import GuestAddress
import MachineTerms
import Unicorn

/// Explains to an engineer what happens in a machine: faults, and drivers that cannot be activated.
package final class FaultDiagnosis: Explainer {
    /// Unowned: the kernel holds it.
    private unowned let kernel: Kernel

    package init(_ kernel: Kernel) { self.kernel = kernel }

    package func explain(_ report: inout FaultReport, _ cause: FaultCause, _ thread: Thread) -> [String] {
        if case .stackCheck(let found) = cause { kernel.describeStackCheck(found, &report, thread) }
        let facts = report.address.map { kernel.facts(of: $0, thread) }
        report.belongsTo = facts?.belongsTo
        report.belongedTo = facts?.belongedTo
        report.nearest = facts?.nearest
        if let walk = report.walk { report.walkSteps = steps(of: walk) }
        if let fault = report.fault {
            report.status = FaultStatusRegisters(
                isFetch: fault.access == .execute, status: fault.statusRegister(format: kernel.memory.rules.format),
                address: report.address?.rawValue ?? 0, meaning: fault.meaning)
        }
        if report.kernelCall == nil, let former = kernel.formerPlace(at: report.registers.pc, thread) {
            report.programCounter = former
        }
        if report.kernelCall == nil, report.function == nil {
            let unwinder = StackUnwinder(kernel: kernel, thread: thread)
            report.function = kernel.functionName(at: report.registers.pc, isReturn: false, unwinder)
        }
        report.hint = kernel.hint(for: report, facts, thread)
        if case .raised(let exception) = cause, exception.code == ExceptionCode.cxxException {
            report.hint = kernel.throwHint(exception, thread)
        }
        report.backtrace = kernel.backtrace(from: report.registers, thread)
        return report.explanation
    }

    package func refusal(_ call: RefusedCall, _ thread: Thread) -> Refusal { kernel.refusal(call, thread) }

    package func entryPoints(
        of image: String, prefix: String, isNamed: Bool, exports: [String]
    ) -> String {
        EntryPointExplanation(image: image, prefix: prefix, isNamed: isNamed, exports: exports).text
    }

    package func initialization(
        of device: String, entry: String, end: String, _ notes: ActivationNotes
    ) -> String? {
        InitializationExplanation(device: device, entry: entry, end: end, notes: notes).text
    }

    /// What the MMU read, level by level.
    private func steps(of walk: Walk) -> [FaultReport.Descriptor] {
        var steps: [FaultReport.Descriptor] = []
        for (level, step) in [walk.first, walk.second].enumerated() {
            guard let step else { continue }
            var text = step.value == nil ? "no memory there" : step.descriptor.description
            var value = step.value
            if let word = step.value {
                if MemoryManager.leadsToNothing(word) {
                    // The machine leaves the type out, so that the access faults; CE writes the whole descriptor.
                    let whole = word | 2
                    let rules = kernel.memory.rules
                    let meant =
                        level == 0
                        ? Descriptor(firstLevel: whole, rules: rules)
                        : Descriptor(coarse: whole, at: walk.virtual, rules: rules)
                    value = whole
                    text = "\(meant), where nothing answers"
                } else if level == 1, word & 0xFFF == MemoryManager.guardState {
                    text += " (guard page)"
                } else if level == 1, word & 0xFFF == MemoryManager.noAccessState {
                    text += " (no access)"
                }
            }
            steps.append(
                FaultReport.Descriptor(level: level + 1, address: step.address, value: value, meaning: text))
        }
        return steps
    }
}
