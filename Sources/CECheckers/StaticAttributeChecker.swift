internal import ARMCore
import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import OEMAddrTable
import Unicorn

extension Checker {
    static let staticAttributes = Checker(
        id: "CE0809", name: "static-attributes", title: "a mapping whose attributes are not those of the static map",
        explanation:
            "A dynamic mapping shows RAM uncached that is in use at the cached address of the static map: the "
            + "image, or the page pool. A RESERVED region may be mapped as its drivers like; nobody else uses its "
            + "cached address. From ARMv7 on, which calls mismatched attributes unpredictable, it is a warning.",
        make: { StaticAttributeChecker($0) })
}

/// Reports an uncached mapping of RAM that somebody uses through the static map's cached address: the image, and the
/// page pool. A RESERVED region is the BSP's own, and mapping it uncached is what it is for.
final class StaticAttributeChecker: MappingChecker {
    init(_ setup: CheckerSetup) { super.init(.staticAttributes, setup) }

    override func check(_ mapped: MappedRange) {
        guard !mapped.isCached else { return }
        let map = kernel.board.staticMap
        let used = map.map.map.regions.first { region in
            region.kind != .reserved && map.physicalRange(of: region)?.overlaps(mapped.range) == true
        }
        let name = used.map { "the region \($0.name)" }
        guard let user = name ?? (kernel.memory.pool.overlaps(mapped.range) ? "the page pool" : nil),
            let row = map.map.rows.first(where: {
                AddressRange(base: $0.physical, clampedSize: $0.size).overlaps(mapped.range)
            })
        else { return }
        emit(
            kernel.engine.cpu.architecture >= .armv7 ? .warning : .note, mapped,
            "\(mapped.range) is uncached here and cached at the row in \(StaticMap.place(row.location)), where "
                + "\(user) is used",
            hint: "map it cached, or share a RESERVED region")
    }
}
