internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

/// Lays the regions of config.bib into the RAM rows of a plan: boot arguments and the image at the start, then the
/// kernel's RAM in the largest piece that is left, every other piece named.
struct RegionPlan {
    /// What a boot loader hands over.
    private static let argumentSize: UInt64 = 0x1000
    /// Room for a large image; half of the row when that is less.
    private static let imageSize: UInt64 = 32 << 20

    let ram: [BoardDraft.Row]
    let first: BoardDraft.Row

    func add(to draft: inout BoardDraft) {
        let start = first.virtualRange.lowerBound
        let imageEnd = start + min(Self.imageSize, first.size / 2)
        let image = BoardDraft.Region(
            "NK", VirtualAddress(UInt32(start + Self.argumentSize)), size: imageEnd - start - Self.argumentSize,
            .ramimage,
            remark: "the image")
        draft.regions = [
            BoardDraft.Region("ARGS", first.virtual, size: Self.argumentSize, .reserved, remark: "boot arguments"),
            image,
        ]
        var pieces = ram.map(\.virtualRange)
        pieces[0] = imageEnd..<pieces[0].upperBound
        let largest = pieces.indices.max { pieces[$0].count < pieces[$1].count } ?? 0
        for (index, piece) in pieces.enumerated() {
            let place = VirtualAddress(UInt32(piece.lowerBound))
            let size = piece.upperBound - piece.lowerBound
            draft.regions.append(
                index == largest
                    ? BoardDraft.Region("RAM", place, size: size, .ram, remark: "the kernel's")
                    : BoardDraft.Region(
                        "DRAM\(index)", place, size: size, .reserved,
                        remark: "the kernel gets it from OEMGetExtensionDRAM, or drivers do"))
        }
        draft.settings = [
            "AUTOSIZE     = OFF", "COMPRESSION  = ON", "KERNELFIXUPS = ON",
            "ROMSTART     = \(hexadecimal(image.start.rawValue))", "ROMWIDTH     = 32",
            "ROMSIZE      = \(hexadecimal(image.size))",
        ]
    }
}
