/// What a dynamic mapping leads to, as results name it.
package enum MappingKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Reserved, with nothing behind it.
    case reserved
    /// Pages of the kernel's pool.
    case committed
    /// A copy-map of physical addresses.
    case physical
    /// A copy-map of another process's pages.
    case copied
    /// A view of a file mapping.
    case view
}
