/// Slots of thread-local storage (winbase.h and kfuncs.h of the public SDK).
package enum LocalStorage {
    package static let slotCount: UInt32 = 64
    /// The system keeps the first slots for itself.
    package static let reservedSlots: UInt64 = 0xF
    package static let noSlot: UInt32 = 0xFFFF_FFFF
    /// What TlsCall does.
    package static let allocate: UInt32 = 0
    package static let free: UInt32 = 1
}
