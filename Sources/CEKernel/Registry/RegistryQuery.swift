/// What guest code has asked the registry for.
package struct RegistryQuery: Hashable, Sendable, Codable {
    /// The key's path, as `RegistryKey.path` says it.
    package let key: String
    /// The value's name, empty of a key's default value; nil when the key itself was asked for.
    package let name: String?
    package let isFound: Bool

    package init(key: String, name: String?, isFound: Bool) {
        self.key = key
        self.name = name
        self.isFound = isFound
    }
}
