/// What physical pages of the kernel's pool are used for, as expectations and results name it.
package enum PageUse: String, Hashable, Sendable, CaseIterable {
    /// The sum of the uses.
    case total
    case kernel
    case pageTables
    case committed
    /// Those that more than one mapping has.
    case shared
    case free
}
