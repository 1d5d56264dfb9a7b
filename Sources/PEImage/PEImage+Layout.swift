public import GuestAddress

extension PEImage {
    /// The whole image as it lies in memory when loaded at `base`: headers, sections, zeros, relocations applied. The
    /// import address table is left as it is in the file.
    /// - Parameter base: where the image is to be loaded; a page boundary.
    /// - Returns: `sizeOfImage` bytes, at most 256 MB.
    /// - Throws: `badBase` when the image has no relocations, or does not fit at `base`; `badRelocation` when a
    ///   relocation stands at something that is not the instruction pair it claims.
    public func imageBytes(base: VirtualAddress) throws(PEImageError) -> [UInt8] {
        guard base.isAligned(to: 0x1000), AddressRange(base: base, size: UInt64(sizeOfImage)) != nil else {
            throw PEImageError(
                .badBase, at: base.rawValue, expected: "a page boundary with room for \(sizeOfImage) bytes below 4 GiB",
                found: "\(base)")
        }
        guard base == imageBase || !hasRelocationsStripped else {
            throw PEImageError(
                .badBase, at: base.rawValue, expected: "\(imageBase), as the image has no relocations", found: "\(base)"
            )
        }
        var image = [UInt8](repeating: 0, count: Int(sizeOfImage))
        image.replaceSubrange(0..<Int(sizeOfHeaders), with: file.bytes[0..<Int(sizeOfHeaders)])
        for section in sections {
            let start = Int(section.range.base.rawValue)
            image.replaceSubrange(start..<start + section.data.count, with: file.bytes[section.data])
        }
        let delta = base.rawValue &- imageBase.rawValue
        if delta != 0 {
            for relocation in relocations { try relocation.apply(delta, to: &image) }
        }
        return image
    }
}

extension PERelocation {
    /// Adds `delta` to the address that the place holds. The place is inside `image`: reading the relocations checked.
    fileprivate func apply(_ delta: UInt32, to image: inout [UInt8]) throws(PEImageError) {
        let place = Int(address.rawValue)
        switch kind {
        case .highLow:
            image.setWord(image.word(at: place) &+ delta, at: place)
        case .armMov32:
            let pair = ARMMovePair(low: image.word(at: place), high: image.word(at: place + 4))
            guard let pair else { throw notAPair("an A32 MOVW and MOVT") }
            let moved = pair.adding(delta)
            image.setWord(moved.low, at: place)
            image.setWord(moved.high, at: place + 4)
        case .thumbMov32:
            let pair = ThumbMovePair(low: image.word(at: place), high: image.word(at: place + 4))
            guard let pair else { throw notAPair("a Thumb-2 MOVW and MOVT") }
            let moved = pair.adding(delta)
            image.setWord(moved.low, at: place)
            image.setWord(moved.high, at: place + 4)
        }
    }

    private func notAPair(_ expected: String) -> PEImageError {
        PEImageError(.badRelocation, at: address.rawValue, expected: expected, found: "other instructions")
    }
}

extension [UInt8] {
    fileprivate func word(at index: Int) -> UInt32 {
        UInt32(self[index]) | UInt32(self[index + 1]) << 8 | UInt32(self[index + 2]) << 16 | UInt32(self[index + 3])
            << 24
    }

    fileprivate mutating func setWord(_ value: UInt32, at index: Int) {
        self[index] = UInt8(truncatingIfNeeded: value)
        self[index + 1] = UInt8(truncatingIfNeeded: value >> 8)
        self[index + 2] = UInt8(truncatingIfNeeded: value >> 16)
        self[index + 3] = UInt8(truncatingIfNeeded: value >> 24)
    }
}
