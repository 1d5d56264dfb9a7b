/// What the constants of image_cfg say of one piece of memory: `IMAGE_WINCE_RAM_CA` and `IMAGE_WINCE_RAM_SIZE` are
/// about one.
struct ConstantPairs {
    struct Piece {
        /// `IMAGE_WINCE_RAM`.
        var stem: String
        var cached: ImageConstant?
        var uncached: ImageConstant?
        var physical: ImageConstant?
        var size: ImageConstant?
    }

    /// By first appearance.
    let pieces: [Piece]

    private static let cachedEndings = ["_CA_START", "_CA", "_VA_START", "_VA", "_START"]
    private static let uncachedEndings = ["_UA_START", "_UA"]
    private static let physicalEndings = ["_PA_START", "_PA"]
    private static let sizeEndings = ["_SIZE"]

    init(_ constants: [ImageConstant]) {
        var pieces: [Piece] = []
        var places: [String: Int] = [:]
        func edit(_ stem: String, _ change: (inout Piece) -> Void) {
            let place = places[stem] ?? pieces.count
            if place == pieces.count {
                pieces.append(Piece(stem: stem))
                places[stem] = place
            }
            change(&pieces[place])
        }
        for constant in constants {
            let name = constant.name.uppercased()
            if let stem = Self.stem(of: name, Self.sizeEndings) {
                edit(stem) { $0.size = constant }
            } else if let stem = Self.stem(of: name, Self.uncachedEndings) {
                edit(stem) { $0.uncached = constant }
            } else if let stem = Self.stem(of: name, Self.physicalEndings) {
                edit(stem) { $0.physical = constant }
            } else if let stem = Self.stem(of: name, Self.cachedEndings) {
                edit(stem) { $0.cached = constant }
            }
        }
        self.pieces = pieces
    }

    private static func stem(of name: String, _ endings: [String]) -> String? {
        endings.first { name.hasSuffix($0) && name.count > $0.count }.map { String(name.dropLast($0.count)) }
    }
}
