/// Changes to PE files that readers get wrong, the same for the same seed.
///
/// A section whose size in memory exceeds its bytes in the file ends in zeros that the file does not have: its tail.
/// Addresses that lead into it, to its end, or across the begin of it are what these changes are mostly made of.
public struct ImageMutation {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    private mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return limit > 0 ? Int(state >> 33) % limit : 0
    }

    private static let tailSize: UInt32 = 0x1_0000
    private static let odd: [UInt32] = [
        0, 1, 2, 3, 4, 7, 8, 0x28, 0xFFF, 0x1000, 0x1001, 0xFFFF, 0x1_0000, 0x10_0000, 0x0FFF_FFFC, 0x1000_0000,
        0x7FFF_FFFF, 0x8000_0000, 0xFFFF_F000, 0xFFFF_FFFC, 0xFFFF_FFFE, 0xFFFF_FFFF,
    ]

    /// The image with its last section made longer by a tail, and each field in turn leading into the tail, to its end,
    /// behind it, and across the begin of it.
    public static func zeroTails(of image: [UInt8]) -> [[UInt8]] {
        guard let fields = ImageFields(image), let last = fields.sections.last else { return [] }
        var base = ImageBytes(bytes: image)
        let size = last.rawSize &+ tailSize
        base.put(size, at: last.header + 8)
        base.put((last.address &+ size &+ 0xFFF) & ~0xFFF, at: fields.sizeOfImage)
        let begin = last.address &+ last.rawSize
        let end = last.address &+ size
        let places = [
            begin &- 3, begin &- 2, begin &- 1, begin, begin &+ tailSize / 2, end &- 4, end &- 2, end &- 1, end,
        ]
        return fields.pointers.flatMap { pointer in
            places.map { place in
                var changed = base
                changed.put(place, at: pointer)
                return changed.bytes
            }
        }
    }

    /// The image with one to four changes.
    public mutating func change(_ image: [UInt8]) -> [UInt8] {
        var changed = ImageBytes(bytes: image)
        for _ in 0...below(4) {
            guard !changed.bytes.isEmpty else { break }
            change(&changed)
        }
        return changed.bytes
    }

    private mutating func change(_ image: inout ImageBytes) {
        let fields = ImageFields(image.bytes)
        switch below(8) {
        case 0: image.put([UInt8(below(256))], at: below(image.bytes.count))
        case 1: put(Self.odd[below(Self.odd.count)], in: &image, at: below(image.bytes.count))
        case 2: put(Self.odd[below(Self.odd.count)], in: &image, at: below(min(image.bytes.count, 0x400)))
        case 3:
            guard let section = fields?.sections.randomElement(using: &self) else { return }
            put(Self.odd[below(Self.odd.count)], in: &image, at: section.header + 8 + 4 * below(4))
        case 4: lengthen(&image, fields)
        case 5, 6:
            guard let fields, let pointer = fields.pointers.randomElement(using: &self) else { return }
            put(address(in: fields), in: &image, at: pointer)
        default: resize(&image)
        }
    }

    private mutating func put(_ value: UInt32, in image: inout ImageBytes, at offset: Int) {
        if image.word(at: offset) != nil { image.put(value, at: offset) }
    }

    /// A section gets a tail, and the image room for it.
    private mutating func lengthen(_ image: inout ImageBytes, _ fields: ImageFields?) {
        guard let fields, let section = fields.sections.randomElement(using: &self) else { return }
        put(section.rawSize &+ Self.odd[below(14)], in: &image, at: section.header + 8)
        put(Self.tailSize &+ section.address &+ section.rawSize, in: &image, at: fields.sizeOfImage)
    }

    /// An address at the begin or the end of a section's bytes, or of its tail.
    private mutating func address(in fields: ImageFields) -> UInt32 {
        guard let section = fields.sections.randomElement(using: &self) else { return 0 }
        let size = [0, section.rawSize, section.virtualSize, section.rawSize / 2][below(4)]
        return section.address &+ size &+ UInt32(below(9)) &- 4
    }

    private mutating func resize(_ image: inout ImageBytes) {
        let count = image.bytes.count
        image.resize(below(2) == 0 ? count - below(min(count, 0x400)) : count + below(0x400))
    }
}

extension ImageMutation: RandomNumberGenerator {
    public mutating func next() -> UInt64 { UInt64(below(1 << 31)) << 33 ^ UInt64(below(1 << 31)) }
}
