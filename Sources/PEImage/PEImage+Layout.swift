package import GuestAddress

extension PEImage {
    /// The whole image as it lies in memory when loaded at `base`: headers, sections, zeros, relocations applied. The
    /// import address table is left as it is in the file.
    /// - Parameter base: where the image is to be loaded; a page boundary.
    /// - Returns: `sizeOfImage` bytes, at most 256 MB.
    /// - Throws: `badBase` when the image has no relocations, or does not fit at `base`; `badRelocation` when a
    ///   relocation stands at something that is not the instruction pair it claims.
    package func imageBytes(base: VirtualAddress) throws(PEImageError) -> [UInt8] {
        guard base.isOnPage, AddressRange(base: base, size: UInt64(sizeOfImage)) != nil else {
            throw PEImageError(
                .badBase, at: base.rawValue, expected: "a page boundary with room for \(sizeOfImage) bytes below 4 GiB",
                found: "\(base)")
        }
        guard base == imageBase || !hasRelocationsStripped else {
            throw PEImageError(
                .badBase, at: base.rawValue, expected: "\(imageBase), as the image has no relocations", found: "\(base)"
            )
        }
        var image = ImageMemory(size: Int(sizeOfImage))
        try image.put(try file.part(0..<Int(sizeOfHeaders), of: "the headers"), at: RelativeAddress(0))
        for section in sections {
            try image.put(try file.part(section.data, of: section.name), at: section.range.base)
        }
        let delta = base.rawValue &- imageBase.rawValue
        if delta != 0 {
            for relocation in relocations { try relocation.apply(delta, to: &image) }
        }
        return image.bytes
    }
}

extension PERelocation {
    /// Adds `delta` to the address that the place holds.
    fileprivate func apply(_ delta: UInt32, to image: inout ImageMemory) throws(PEImageError) {
        switch kind {
        case .highLow:
            try image.setWord(image.word(at: address) &+ delta, at: address)
        case .armMov32:
            let pair = ARMMovePair(low: try image.word(at: address), high: try image.word(at: secondWord))
            guard let pair else { throw notAPair("an A32 MOVW and MOVT") }
            let moved = pair.adding(delta)
            try image.setWord(moved.low, at: address)
            try image.setWord(moved.high, at: secondWord)
        case .thumbMov32:
            let pair = ThumbMovePair(low: try image.word(at: address), high: try image.word(at: secondWord))
            guard let pair else { throw notAPair("a Thumb-2 MOVW and MOVT") }
            let moved = pair.adding(delta)
            try image.setWord(moved.low, at: address)
            try image.setWord(moved.high, at: secondWord)
        }
    }

    private var secondWord: RelativeAddress { address.wrappingAdding(4) }

    private func notAPair(_ expected: String) -> PEImageError {
        PEImageError(.badRelocation, at: address.rawValue, expected: expected, found: "other instructions")
    }
}
