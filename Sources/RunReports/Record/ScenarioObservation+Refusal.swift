package import JSON

extension ScenarioObservation {
    /// A call that failed, and why.
    package struct Refusal: Hashable, Sendable {
        /// The CE function.
        package var call: String
        package var process: String
        /// `smd.dll+0x1234 (SMD_IOControl+0x34, smd.c:143)`.
        package var place: String
        /// As traces have them, with commas between.
        package var arguments: String
        /// `ERROR_INVALID_PARAMETER (87)`.
        package var error: String
        /// The stable name of the rule that it broke.
        package var rule: String
        /// What decided it, by name.
        package var values: JSONValue
        /// The rule in words, with the values.
        package var text: String
        package var count: Int

        package init(
            call: String, process: String, place: String, arguments: String, error: String, rule: String,
            values: JSONValue, text: String, count: Int
        ) {
            self.call = call
            self.process = process
            self.place = place
            self.arguments = arguments
            self.error = error
            self.rule = rule
            self.values = values
            self.text = text
            self.count = count
        }

        /// Two lines for a person: the call with its place, and why it failed.
        package var lines: String {
            let times = count > 1 ? " (\(count) times)" : ""
            return "\(place): \(call)(\(arguments)) failed with \(error)\(times)\n  why: \(text)"
        }
    }
}
