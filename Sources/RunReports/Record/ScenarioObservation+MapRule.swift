package import Diagnostics

extension ScenarioObservation {
    /// A rule of the map, and what became of it.
    package struct MapRule: Hashable, Sendable {
        /// `only cam.dll maps 0x48050400-0x480504ff`.
        package var rule: String
        /// Where it is written.
        package var location: SourceLocation
        /// Mappings, new and changed, that it was held against: with 0 the run did not try it.
        package var held: Int
        /// What broke it, each with the call.
        package var violations: [String]

        package init(rule: String, location: SourceLocation, held: Int, violations: [String]) {
            self.rule = rule
            self.location = location
            self.held = held
            self.violations = violations
        }
    }
}
