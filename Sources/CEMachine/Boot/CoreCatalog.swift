internal import ARMCore
import Unicorn

/// The engine and the cores that a board file may name.
enum CoreCatalog {
    static var engineVersion: String { "unicorn \(LibraryVersion.text)" }
    static var names: [String] { CPUModel.allCases.map(\.rawValue) }
}
