import GuestAddress
import PEImage

/// The code of an image, read by relative address.
struct CodeBytes {
    private struct Part {
        let base: UInt32
        let bytes: ArraySlice<UInt8>
        let isCode: Bool
    }

    let imageBase: UInt32
    private let parts: [Part]

    init(_ image: PEImage) {
        imageBase = image.imageBase.rawValue
        parts = image.sections.map {
            Part(
                base: $0.range.base.rawValue, bytes: image.data(of: $0),
                isCode: $0.characteristics.contains(.execute))
        }
    }

    /// The sections with code: their relative addresses and bytes.
    var code: [(base: UInt32, count: Int)] { parts.filter(\.isCode).map { ($0.base, $0.bytes.count) } }

    private func bytes(_ address: UInt32, _ count: Int) -> ArraySlice<UInt8>? {
        for part in parts where address >= part.base && Int(address - part.base) < part.bytes.count {
            let start = part.bytes.startIndex + Int(address - part.base)
            return part.bytes[start..<min(start + count, part.bytes.endIndex)]
        }
        return nil
    }

    func word(_ address: UInt32) -> UInt32? {
        guard let bytes = bytes(address, 4), bytes.count == 4 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func half(_ address: UInt32) -> UInt32? {
        guard let bytes = bytes(address, 2), bytes.count == 2 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func byte(_ address: UInt32) -> UInt32? { bytes(address, 1)?.first.map { UInt32($0) } }

    /// What an instruction may be made of.
    func instruction(_ address: UInt32) -> [UInt8]? { bytes(address, 4).map(Array.init) }
}
