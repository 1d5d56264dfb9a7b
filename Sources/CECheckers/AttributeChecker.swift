internal import ARMCore
import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import Unicorn

extension Checker {
    static let attributes = Checker(
        id: "CE0804", name: "attributes", title: "one physical range, two memory attributes",
        explanation:
            "The same physical range is mapped cached and uncached at the same time, or a device's registers are "
            + "mapped cached. What one mapping writes the other need not see. ARMv7 calls mismatched attributes "
            + "unpredictable; earlier cores return stale lines.",
        make: { AttributeChecker($0) })
}

/// Reports mappings of what is mapped with other attributes, and of devices' registers through the cache.
final class AttributeChecker: MappingChecker {
    init(_ setup: CheckerSetup) { super.init(.attributes, setup) }

    override func check(_ mapped: MappedRange) {
        if mapped.isCached,
            let window = kernel.memory.physical.windows.first(where: { $0.range.overlaps(mapped.range) })
        {
            emit(
                .warning, mapped, "the device \(window.range) is mapped cached", hint: "registers take PAGE_NOCACHE")
        }
        for record in kernel.observers.mappings.records where record.releasedBy == nil {
            guard let other = record.physical, other.overlaps(mapped.range),
                (record.protection & Protection.noCache == 0) != mapped.isCached
            else { continue }
            let kind = mapped.isCached ? ("cached", "uncached") : ("uncached", "cached")
            emit(
                kernel.engine.cpu.architecture >= .armv7 ? .error : .warning, mapped,
                "\(mapped.range) is mapped \(kind.0) here and \(kind.1) by \(kernel.describe(record.createdBy))",
                hint: "use the same attributes for both, or flush and unmap one first")
            return
        }
    }
}
