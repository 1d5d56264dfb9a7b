/// The bits of short descriptors (ARM ARM DDI 0406, B3.5.1; DDI 0100, B4.7).
@usableFromInline
enum DescriptorBits {
    // Types, in bits 0 and 1.
    @usableFromInline static let coarseTable: UInt32 = 1
    @usableFromInline static let section: UInt32 = 2
    @usableFromInline static let largePage: UInt32 = 1
    @usableFromInline static let smallPage: UInt32 = 2

    // Both formats, every size.
    @usableFromInline static let bufferable: UInt32 = 0x4
    @usableFromInline static let cacheable: UInt32 = 0x8

    // Pages of the v6 format.
    @usableFromInline static let pageShareable: UInt32 = 0x400
    @usableFromInline static let pageNotGlobal: UInt32 = 0x800
    @usableFromInline static let smallExecuteNever: UInt32 = 0x1
    @usableFromInline static let largeExecuteNever: UInt32 = 0x8000

    // Sections of the v6 format.
    @usableFromInline static let sectionExecuteNever: UInt32 = 0x10
    @usableFromInline static let sectionShareable: UInt32 = 0x1_0000
    @usableFromInline static let sectionNotGlobal: UInt32 = 0x2_0000
    @usableFromInline static let supersection: UInt32 = 0x4_0000
}
