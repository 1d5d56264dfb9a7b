/// What a driver was refused while it was activated: when it gives up, one of these is most often the reason.
package struct ActivationNotes: Hashable, Sendable, Codable {
    private static let maximum = 24

    /// Keys and values that are not there, in the order in which they were asked for, each once.
    package private(set) var missing: [RegistryQuery] = []
    /// Other calls that failed, as `CreateFileW("GIO1:") failed with ERROR_DEV_NOT_EXIST (55)`.
    package private(set) var failures: [String] = []

    mutating func add(_ query: RegistryQuery) {
        if missing.count < Self.maximum, !missing.contains(query) { missing.append(query) }
    }

    mutating func add(failure: String) {
        if failures.count < Self.maximum, !failures.contains(failure) { failures.append(failure) }
    }
}
