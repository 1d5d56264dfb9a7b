import Unicorn

/// The cores that a board file may name.
enum CoreCatalog {
    static var names: [String] { CPUModel.allCases.map(\.rawValue) }
}
