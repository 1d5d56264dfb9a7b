import GuestAddress
import PEImage

/// A function of an image, by its function table.
package struct FunctionPlace: Codable {
    package let module: Module
    /// Where it begins in memory.
    package let start: UInt32
    let isThumb: Bool
    /// Instructions in the prolog; nil where the table does not say.
    let prolog: Int?
    /// The CE form, with the exception handler.
    let compact: PEFunction.CompactFunction?
    /// The ARMNT form; nil when it cannot be read.
    let record: UnwindRecord?

    /// What turns an address as linked into one in memory.
    var relocation: UInt32 { module.base.rawValue &- module.image.imageBase.rawValue }
}
