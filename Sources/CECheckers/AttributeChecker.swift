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
            + "unpredictable; earlier cores return stale lines. What reads or writes back stale lines of such memory "
            + "is part of the finding.",
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
        compare(mapped, except: nil)
    }

    override func check(_ change: MappingChange) {
        let process = kernel.processes.all.first { $0.space === change.space } ?? kernel.processes.nk
        for segment in change.reservation.segments {
            guard case .physical(let first) = segment.content else { continue }
            let place = AddressRange(
                base: change.reservation.base.wrappingAdding(UInt32(segment.first) &* 4096),
                clampedSize: UInt64(segment.count) * 4096)
            guard let changed = place.intersection(change.range) else { continue }
            let range = AddressRange(
                base: first.wrappingAdding(changed.base.rawValue &- place.base.rawValue), clampedSize: changed.size)
            let isCached = change.isCached ?? segment.protection.isCached
            compare(
                MappedRange(
                    range: range, isCached: isCached, isWritable: segment.protection.isWritable, space: change.space,
                    process: process, site: change.site), except: change.reservation.recordNumber)
        }
    }

    /// Reports that another mapping shows the same memory with other attributes.
    /// - Parameter own: the number of the mapping's own record, when that is there.
    private func compare(_ mapped: MappedRange, except own: Int?) {
        for (number, record) in kernel.observers.mappings.records.enumerated()
        where record.releasedBy == nil && number != own {
            guard let other = record.physical, other.overlaps(mapped.range),
                (record.protection & Protection.noCache == 0) != mapped.isCached
            else { continue }
            let kind = mapped.isCached ? ("cached", "uncached") : ("uncached", "cached")
            let finding = emit(
                kernel.engine.cpu.architecture >= .armv7 ? .error : .warning, mapped,
                "\(mapped.range) is mapped \(kind.0) here and \(kind.1) by \(kernel.describe(record.createdBy))",
                hint: "use the same attributes for both, or flush and unmap one first")
            if let finding, let shared = other.intersection(mapped.range) { note(alias: shared, of: finding) }
            return
        }
    }
}
