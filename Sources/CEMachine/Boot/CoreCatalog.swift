internal import ARMCore
import Unicorn

/// The engine and the cores that a board file may name.
enum CoreCatalog {
    static var engineVersion: String { EngineTraits.running.description }
    static var engineRefusal: String? { EngineTraits.running.refusal }
    static var names: [String] { CPUModel.allCases.map(\.rawValue) }
}
