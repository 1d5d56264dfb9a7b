import GuestAddress
import PEImage

extension MachineFuzzing {
    /// Reads the bytes as an image and asks it for everything that it can tell: sections, exports, unwind data, its
    /// memory.
    /// - Returns: whether it is an image that can be loaded.
    @discardableResult
    public static func read(image bytes: [UInt8]) -> Bool {
        guard let image = try? PEImage(bytes: bytes) else { return false }
        for section in image.sections { _ = image.data(of: section) }
        for (name, index) in image.exports.indicesByName {
            _ = image.exports[name: name]
            _ = image.exports[ordinal: image.exports.ordinalBase &+ UInt32(truncatingIfNeeded: index)]
        }
        for case .unwind(let function) in image.functions {
            guard let record = image.unwindRecord(of: function) else { continue }
            _ = record.prologByteCount
            for offset in [0, 1, 2, record.byteCount / 2, record.byteCount] { _ = record.operations(at: offset) }
        }
        // An image that says it is large is large.
        guard image.sizeOfImage <= 1 << 20 else { return true }
        let moved = try? image.imageBytes(base: VirtualAddress(0x4000_0000))
        return moved != nil || (try? image.imageBytes(base: image.imageBase)) != nil
    }
}
