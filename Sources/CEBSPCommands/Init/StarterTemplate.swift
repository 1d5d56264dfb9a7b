internal import ArgumentParser
internal import CEScenario
internal import Diagnostics
internal import JSON
internal import ScenarioFiles

/// What `cebsp init` can make.
enum StarterTemplate: String, CaseIterable {
    /// A stream driver in the kernel.
    case stream
    /// The same driver in a process of its own.
    case userMode = "user-mode"
    /// A driver of a camera whose frames applications see in place.
    case camera
    /// A driver of a timer with an installable ISR.
    case isr
    /// A board without a driver.
    case mapsOnly = "maps-only"

    static let names = allCases.map(\.rawValue).joined(separator: ", ")

    /// - Throws: `ValidationError` that says what there is.
    init(named text: String) throws {
        if let template = Self(rawValue: text) {
            self = template
            return
        }
        let near = nearestName(to: text, among: Self.allCases.map(\.rawValue)).map { " (did you mean '\($0)'?)" }
        throw ValidationError("there is no template '\(text)'\(near ?? ""): there are \(Self.names)")
    }

    /// The files, in the order in which they are written.
    var files: [StarterFile] {
        switch self {
        case .stream: Self.driver(StarterFile.ring + StarterFile.stream)
        case .userMode: Self.driver(StarterFile.ring + StarterFile.userMode)
        case .camera: Self.driver(StarterFile.camera)
        case .isr: Self.driver(StarterFile.isr)
        case .mapsOnly: StarterFile.mapsOnly + Self.schemas([.board])
        }
    }

    /// Of a project with a driver.
    private static func driver(_ own: [StarterFile]) -> [StarterFile] {
        StarterFile.shared + own + schemas([.board, .scenario])
    }

    /// The schemas that the editor's settings name, as this program has them.
    private static func schemas(_ schemas: [FileSchema]) -> [StarterFile] {
        schemas.map { schema in
            StarterFile(
                ".vscode/\(schema.rawValue).schema.json", text: schema.document(.machine).serialized(.indented))
        }
    }

    /// What to do next in a folder of that name.
    func advice(folder: String) -> String {
        let place = "cd \(Self.quoted(folder))"
        let step =
            switch self {
            case .stream, .userMode: "ring.scenario.yaml"
            case .camera: "capture.scenario.yaml"
            case .isr: "tick.scenario.yaml"
            case .mapsOnly: nil as String?
            }
        guard let step else { return "next: \(place) && cebsp check board/board.yaml" }
        return "next: \(place) && cebsp cc source -o bin && cebsp run \(step)"
    }

    /// A name as a shell takes it.
    private static func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+=@%".utf8.contains(byte)
            }
        }
        return isPlain && !name.isEmpty && !name.hasPrefix("-") ? name : "'\(name.replacing("'", with: "'\\''"))'"
    }
}
