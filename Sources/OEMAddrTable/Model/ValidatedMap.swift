/// A memory map that a machine may boot: only `MemoryMap.validated()` makes one.
public struct ValidatedMap: Hashable, Sendable {
    /// The map as the kernel reads it: without a device table or RAM table that its profile does not know.
    public let map: MemoryMap
    /// The table the kernel gets.
    public let table: AddressTable

    internal init(map: MemoryMap, table: AddressTable) {
        self.map = map
        self.table = table
    }

    /// The rows the kernel maps, in its order.
    public var rows: [StaticRow] { Array(table.mappedRows) }
}
