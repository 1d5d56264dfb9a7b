/// What a physical page of the pool is used for.
package enum PagePurpose: UInt8, CaseIterable, Sendable, Codable {
    case free
    /// Page tables, first and second level.
    case pageTable
    /// The kernel's own: KData, vectors, secure stacks.
    case kernel
    /// Committed by a process or driver, or holding its images, stack and heap.
    case committed
}
