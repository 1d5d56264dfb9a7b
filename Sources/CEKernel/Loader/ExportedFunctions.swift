import GuestAddress
import PEImage
import SavedState

/// The functions of an image that it exports and that its function table knows: names for its code without companion
/// files. They are looked up when somebody asks for the first time.
package final class ExportedFunctions: SavedObject {
    /// Offsets from the image's base.
    private struct Function: Codable {
        let start: UInt32
        let end: UInt32
        let name: String
    }

    /// Nil of what was read from a state.
    private let image: PEImage?
    private var known: [Function]?

    init(_ image: PEImage) { self.image = image }

    private init(_ functions: [Function]) {
        image = nil
        known = functions
    }

    /// `SMD_IOControl+0x34`; nil outside of exported functions.
    /// - Parameter isReturn: whether it is where a call comes back to, which may be behind the calling function's end.
    func name(at offset: UInt32, isReturn: Bool) -> String? {
        let functions = functions
        let asked = isReturn ? offset &- 1 : offset
        var low = 0
        var high = functions.count
        while low < high {
            let middle = (low + high) / 2
            if functions[middle].start <= asked { low = middle + 1 } else { high = middle }
        }
        guard low > 0, asked < functions[low - 1].end else { return nil }
        return "\(functions[low - 1].name)+0x\(String(offset &- functions[low - 1].start, radix: 16))"
    }

    /// Whether an exported function begins there.
    func isStart(_ offset: UInt32) -> Bool {
        name(at: offset, isReturn: false).map { $0.hasSuffix("+0x0") } ?? false
    }

    private var functions: [Function] {
        if let known { return known }
        let made = image.map(Self.functions) ?? []
        known = made
        return made
    }

    private static func functions(of image: PEImage) -> [Function] {
        var names: [UInt32: String] = [:]
        for (name, index) in image.exports.indicesByName where image.exports.targets.indices.contains(index) {
            guard case .address(let place) = image.exports.targets[index] else { continue }
            let start = place.rawValue & ~1
            names[start] = names[start].map { min($0, name) } ?? name
        }
        let found = image.functions.compactMap { entry -> Function? in
            let (start, size): (UInt32, UInt32)
            switch entry {
            case .compact(let function):
                start = (function.start.rawValue & ~1) &- image.imageBase.rawValue
                size = function.byteCount
            case .unwind(let function):
                start = function.start.rawValue & ~1
                size = image.unwindRecord(of: function)?.byteCount ?? 2
            }
            return names[start].map { Function(start: start, end: start &+ min(size, UInt32.max - start), name: $0) }
        }
        return found.sorted { $0.start < $1.start }
    }

    // MARK: Saving

    private enum CodingKeys: CodingKey { case known }
    package static let hostProperties: Set<String> = ["image"]

    package convenience init(from decoder: any Decoder) throws {
        self.init(try decoder.container(keyedBy: CodingKeys.self).decode([Function].self, forKey: .known))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(functions, forKey: .known)
    }
}
