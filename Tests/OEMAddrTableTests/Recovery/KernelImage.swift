import OEMAddrTable

/// A run-time image as romimage lays it down: code that is noise, ROMHDR, two modules, and an address table inside of
/// nk.exe.
struct KernelImage {
    static let size = 0x4000
    /// Where the image starts.
    var start: UInt32
    var ramStart: UInt32
    var ramEnd: UInt32
    var cpu: UInt32 = 0x1C2
    var kernelName = "kernel.dll"
    /// Words by their offset in the image.
    var words: [Int: [UInt32]] = [:]
    var noise: UInt64 = 1

    /// The image as it lies in memory.
    var flat: [UInt8] {
        var bytes = code
        put([0x4345_4345, start + 0x80, 0x80], at: 0x40, in: &bytes)
        put(
            [
                0x4000_0001, 0x4001_0002, start, start + UInt32(Self.size), 2, ramStart, ramStart + 0x1000, ramEnd, 0,
                0, 0,
                0, 0, 0, 0x8080_8080, 0, 0, 2 << 16 | cpu, 0, 0, 0,
            ], at: 0x80, in: &bytes)
        // Two entries of 32 bytes behind ROMHDR, then names, e32 and o32.
        let (names, parts) = (start + 0x200, start + 0x240)
        put([7, 0, 0, 0x3000, names, parts, parts + 16, 0], at: 0x80 + 84, in: &bytes)
        put([7, 0, 0, 0x800, names + 16, parts, parts + 40, 0], at: 0x80 + 84 + 32, in: &bytes)
        putBytes(Array("nk.exe\0".utf8), at: 0x200, in: &bytes)
        putBytes(Array(kernelName.utf8) + [0], at: 0x210, in: &bytes)
        put([1, 0, 0, 0], at: 0x240, in: &bytes)
        put([0x2800, 0, 0x2800, start + 0x1000, start + 0x1000, 0x6000_0020], at: 0x250, in: &bytes)
        put([0x800, 0, 0x800, start + 0x3800, 0xC010_0000, 0x6000_0020], at: 0x268, in: &bytes)
        for (offset, words) in words { put(words, at: offset, in: &bytes) }
        return bytes
    }

    /// The image as a B000FF file whose records split it at odd places.
    var bin: [UInt8] {
        let content = flat
        var bytes = Array("B000FF\n".utf8)
        append([start, UInt32(content.count)], to: &bytes)
        for (low, high) in [(0, 0x1406), (0x1406, 0x1500), (0x1500, content.count)] {
            let data = content[low..<high]
            append([start + UInt32(low), UInt32(data.count), data.reduce(0) { $0 + UInt32($1) }], to: &bytes)
            bytes += data
        }
        append([0, start + 4, 0], to: &bytes)
        return bytes
    }

    /// Words that look like instructions, none of them zero.
    private var code: [UInt8] {
        var state = noise
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        for _ in 0..<Self.size / 4 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            append([0xE000_0000 | UInt32(truncatingIfNeeded: state >> 33) | 1], to: &bytes)
        }
        return bytes
    }

    private func append(_ words: [UInt32], to bytes: inout [UInt8]) {
        for word in words { for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * shift))) } }
    }

    private func put(_ words: [UInt32], at offset: Int, in bytes: inout [UInt8]) {
        var data: [UInt8] = []
        append(words, to: &data)
        putBytes(data, at: offset, in: &bytes)
    }

    private func putBytes(_ data: [UInt8], at offset: Int, in bytes: inout [UInt8]) {
        bytes.replaceSubrange(offset..<offset + data.count, with: data)
    }
}

extension BoardTables {
    /// The image of the board: its tables in nk.exe, at an offset that depends on the board.
    func image(otherBranch: Bool = false) -> KernelImage {
        let rows = Self.numbers(otherBranch ? otherRows : rows, lastIsDecimal: true)
        let devices = Self.numbers(deviceRows, lastIsDecimal: false)
        let first = rows[0][0]
        let start = first + 0x1000
        let shift = rows[0][2] << 20
        var image = KernelImage(start: start, ramStart: start + 0x8000, ramEnd: first + shift)
        image.cpu = isIntel ? 0x14C : 0x1C2
        image.noise = UInt64(name.utf8.reduce(0) { $0 + Int($1) })
        let place = 0x1404 + Int(image.noise % 3) * 4
        var words: [UInt32] = devices.isEmpty ? [] : [0x8765_4321, start + 0x2008, 0]
        words += rows.flatMap { [$0[0], $0[1], isIntel ? $0[2] << 20 : $0[2]] } + [0, 0, 0]
        image.words[place] = words
        if !devices.isEmpty { image.words[0x2008] = devices.flatMap { $0 } + [0, 0, 0, 0] }
        return image
    }
}
