internal import GuestAddress

/// One past the last address of the 32-bit space.
package let addressSpaceEnd: UInt64 = 0x1_0000_0000

extension StaticRow {
    /// Megabyte counts from here up cannot be meant: 4,096 MB are the whole address space, and a byte count of one page
    /// is 4,096.
    private static let impossibleMegabytes: UInt64 = 4096

    /// Whether the size column of an ARM table holds bytes.
    func countsBytes(in unit: AddressTable.SizeUnit) -> Bool {
        unit == .megabytes && size >> 20 >= Self.impossibleMegabytes
    }

    /// Whether the size column of an x86 table holds megabytes: a count below one megabyte, where the granule is 4 MB.
    func countsMegabytes(in unit: AddressTable.SizeUnit) -> Bool {
        unit == .bytes && size > 0 && size <= 512
    }

    /// The size in bytes that the author of the row meant.
    func intendedSize(in unit: AddressTable.SizeUnit) -> UInt64 {
        if countsBytes(in: unit) { return size >> 20 }
        if countsMegabytes(in: unit) { return size << 20 }
        return size
    }

    /// The virtual addresses of the row, cut at 4 GiB.
    var virtualExtent: Range<UInt64> { extent(virtual.rawValue, size) }

    /// The physical addresses of the row, cut at 4 GiB.
    var physicalExtent: Range<UInt64> { extent(physical.rawValue, size) }

    /// What to subtract from a virtual address for its physical one, modulo 4 GiB.
    var displacement: UInt32 { virtual.rawValue &- physical.rawValue }

    /// `0x80000000-0x8fffffff to 0x80000000`.
    var phrase: String { "\(extentText(virtualExtent)) to \(physical)" }
}

extension DeviceRow {
    var virtualExtent: Range<UInt64> { extent(virtual.rawValue, size) }
    var physicalExtent: Range<UInt64> { extent(physical.rawValue, size) }
}

extension RAMRow {
    var physicalExtent: Range<UInt64> { extent(physical.rawValue, size) }
}

extension BibRegion {
    var extent: Range<UInt64> { OEMAddrTable.extent(start.rawValue, size) }
    /// One past the last address, which may lie above 4 GiB.
    var end: UInt64 { UInt64(start.rawValue) &+ size }
}

/// The addresses from `base` for `size` bytes, cut at 4 GiB.
package func extent(_ base: UInt32, _ size: UInt64) -> Range<UInt64> {
    let base = UInt64(base)
    return base..<base + min(size, addressSpaceEnd - base)
}

/// `0x80000000-0x8fffffff`, both ends inclusive.
package func extentText(_ range: Range<UInt64>) -> String {
    guard !range.isEmpty else { return "0x" + hexadecimal(range.lowerBound) + ", empty" }
    return "0x" + hexadecimal(range.lowerBound) + "-0x" + hexadecimal(range.upperBound - 1)
}

/// `32 MB`, the size of a range.
package func sizeText(_ range: Range<UInt64>) -> String { sizeText(range.upperBound - range.lowerBound) }

/// `32 MB`; a size that takes five digits in the unit that divides it is given to two places in the next: `255.99 MB`.
package func sizeText(_ bytes: UInt64) -> String {
    for (unit, next, name) in [(UInt64(1), UInt64(1) << 10, "KB"), (1 << 10, 1 << 20, "MB"), (1 << 20, 1 << 30, "GB")]
    where bytes % unit == 0 && bytes % next != 0 && bytes / unit >= 10_000 {
        let hundredths = bytes.multipliedReportingOverflow(by: 100).partialValue / next
        // Bytes that are many megabytes read best in those.
        if unit == 1, bytes >= 10_000 << 10 { return sizeText(bytes & ~1023) }
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) \(name)"
    }
    return ByteCount(bytes).description
}
