public import Diagnostics

/// The rules, in the order of their names. A rule that is not in this list does not run.
public enum MapRules {
    public static let all: [any MapRule] =
        tableRules + [
            DeviceRowOverlap(), DeviceRowUnaligned(), DeviceSizeInMegabytes(), DeviceAttributes(), DeviceTableUnused(),
            DeviceRowOutsideKernel(),
            RAMRowOverlap(), RAMRowUnaligned(), RAMRowOutsideBank(), RAMTableUnused(),
            RAMTableCount(),
            RegionOutsideTable(), RegionCrossesRows(), RegionOnDeviceRow(), RegionsOverlap(), RAMRegionMissing(),
            SeveralRAMRegions(), RAMRegionTooLong(), PhysicalRegionAddress(), UncachedRegionAddress(),
            RegionNotOnPage(), RegionPastAddressSpace(), DuplicateRegion(), AutosizeOverReserved(), ROMKeysIncomplete(),
            ROMKeysDisagree(), RegionBeyondBank(), UnusedRAM(), LoaderOverImage(), RegionOnRegisters(),
            LoaderMapsElsewhere(),
            ImageOutsideRegion(), ImageChecksum(), KernelNotPlaced(), ImageRAMDisagrees(), ImageEntryOutside(),
            ImageOutsideTable(), ImageOverRAM(),
            ConstantsDisagreeWithBib(), ConstantsDisagreeWithTable(), RAMSizeConstant(), UncachedAliasInNewStyle(),
            RowLargerThanBank(), UnreachableRAM(),
        ]

    /// What is wrong in an address table by itself.
    static let tableRules: [any MapRule] = [
        RowOutsideWindow(), TotalAboveCap(), VirtualOverlap(), MissingTerminator(), EmptyTable(),
        VirtualOverlapSameTarget(), PhysicalAlias(), RowAfterTerminator(), DoubledTerminator(), UnalignedRow(),
        UnalignedSize(), BytesForMegabytes(), MegabytesForBytes(), FirstRow(), RowPastWindow(),
        RowPastPhysicalSpace(), MarkerMisplaced(), ClassicTableOnNewKernel(),
    ]

    /// The documentation of the rule called `id`, in any case.
    public static func documentation(of id: String) -> RuleDocumentation? {
        let wanted = id.uppercased()
        return all.lazy.map { type(of: $0).about }.first { $0.id == wanted }
    }

    /// What all rules say about a map, in the order of file, line and column.
    public static func check(_ map: MemoryMap) -> [Finding] { check(map, with: all) }

    static func check(_ map: MemoryMap, with rules: [any MapRule]) -> [Finding] {
        let subject = MapUnderCheck(map)
        var findings: [Finding] = []
        for rule in rules {
            var count = 0
            rule.check(subject) { finding in
                count += 1
                if count <= mostOfOneRule { findings.append(finding) }
            }
            guard count > mostOfOneRule else { continue }
            findings[findings.count - 1].notes.append(
                .init("\(count - mostOfOneRule) more findings of this rule are left out"))
        }
        return findings.inReadingOrder
    }

    /// So many findings of one rule are told, the first that it meets: a table of nonsense has as many as it is long.
    static let mostOfOneRule = 1_000
}

/// The rules whose errors forbid a machine to boot the map. They say the same as `cebsp check` because they are the
/// same.
enum BootRules {
    static let all: [any MapRule] = [
        RowOutsideWindow(), TotalAboveCap(), VirtualOverlap(), MissingTerminator(), EmptyTable(), BytesForMegabytes(),
        MegabytesForBytes(), RowPastWindow(), RowPastPhysicalSpace(), MarkerMisplaced(),
    ]
}

extension [Finding] {
    /// The findings by file, line, column and name.
    public var inReadingOrder: [Finding] {
        sorted {
            let (left, right) = ($0.location, $1.location)
            return (left.file, left.line, left.column, $0.id, $0.message)
                < (right.file, right.line, right.column, $1.id, $1.message)
        }
    }
}
