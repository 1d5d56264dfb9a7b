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
        case .stream: StarterFile.shared + StarterFile.stream + Self.schemas([.board, .scenario])
        case .userMode: StarterFile.shared + StarterFile.userMode + Self.schemas([.board, .scenario])
        case .mapsOnly: StarterFile.mapsOnly + Self.schemas([.board])
        }
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
        return self == .mapsOnly
            ? "next: \(place) && cebsp check board/board.yaml"
            : "next: \(place) && cebsp cc source -o bin && cebsp run ring.scenario.yaml"
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
