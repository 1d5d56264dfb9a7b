/// Flags of CacheRangeFlush.
package enum CacheFlags {
    package static let discard: UInt32 = 0x01
    package static let instructions: UInt32 = 0x02
    package static let writeBack: UInt32 = 0x04
    package static let flushInstructionTranslations: UInt32 = 0x08
    package static let flushDataTranslations: UInt32 = 0x10
}
