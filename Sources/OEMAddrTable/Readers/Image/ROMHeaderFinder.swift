import GuestAddress

/// Finds the ROMHDR of an image: the signature `ECEC` 0x40 bytes behind the image's start, then the header's address,
/// then, from CE 5 on, its offset in the image (public header romldr.h).
struct ROMHeaderFinder {
    struct Found {
        /// The header's address as the image has it; 0xFFFFFFFF in a kernel that romimage never saw.
        var pointer: UInt32
        var header: ROMHeader?
        /// Where the image runs, when the header says so: where romimage placed it before ROMOFFSET moved its records.
        var linkedStart: UInt32?
    }

    private static let signature: UInt32 = 0x4345_4345
    private static let signatureOffset: UInt32 = 0x40

    private let bytes: ImageBytes

    init(_ bytes: ImageBytes) { self.bytes = bytes }

    private func word(_ offset: Int) -> UInt32? { bytes.word(at: offset) }

    /// Where a flat image, whose signature stands at offset 0x40, says that it lies.
    var linkedStart: UInt32? {
        guard word(Int(Self.signatureOffset)) == Self.signature, let pointer = word(0x44), let distance = word(0x48),
            pointer != .max, distance <= pointer
        else { return nil }
        return pointer - distance
    }

    /// What stands behind the signature of an image that starts at `first`; nil without signature.
    /// - Parameter offset: where in the file a number of bytes at an address stand.
    func find(from first: UInt32, offset: (UInt32, Int) -> Int?) -> Found? {
        let (signature, overflow) = first.addingReportingOverflow(Self.signatureOffset)
        guard !overflow, let place = offset(signature, 8), word(place) == Self.signature, let pointer = word(place + 4)
        else { return nil }
        var found = Found(pointer: pointer)
        if pointer == .max { return found }
        // ROMOFFSET moves the records and not the pointer, so the offset in the image comes first.
        if offset(signature, 12) != nil, let distance = word(place + 8), distance <= pointer {
            let (moved, overflow) = first.addingReportingOverflow(distance)
            if !overflow, let header = header(at: offset(moved, ROMHeader.byteCount), address: pointer),
                header.physicalFirst.rawValue == pointer - distance
            {
                found.header = header
                found.linkedStart = pointer - distance
                return found
            }
        }
        found.header = header(at: offset(pointer, ROMHeader.byteCount), address: pointer)
        return found
    }

    private func header(at offset: Int?, address: UInt32) -> ROMHeader? {
        guard let offset else { return nil }
        var words: [UInt32] = []
        for index in 0..<(ROMHeader.byteCount / 4) {
            guard let word = word(offset + 4 * index) else { return nil }
            words.append(word)
        }
        return ROMHeader(words, at: VirtualAddress(address))
    }
}

extension ROMHeader {
    /// The header in the 21 words of the structure.
    fileprivate init(_ words: [UInt32], at address: VirtualAddress) {
        self.init(
            physicalFirst: VirtualAddress(words[2]), physicalLast: VirtualAddress(words[3]),
            ramStart: VirtualAddress(words[5]), ramFree: VirtualAddress(words[6]), ramEnd: VirtualAddress(words[7]))
        location = address
        dllFirst = words[0]
        dllLast = words[1]
        moduleCount = words[4]
        copyEntries = words[8]
        copyOffset = words[9]
        profileLength = words[10]
        profileOffset = words[11]
        fileCount = words[12]
        kernelFlags = words[13]
        fileSystemRAMPercent = words[14]
        driverGlobalsStart = words[15]
        driverGlobalsLength = words[16]
        cpuType = UInt16(truncatingIfNeeded: words[17])
        miscellaneousFlags = UInt16(truncatingIfNeeded: words[17] >> 16)
        extensions = words[18]
        trackingStart = words[19]
        trackingLength = words[20]
    }
}
