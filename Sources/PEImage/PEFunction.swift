package import GuestAddress

/// An entry of the function table (.pdata): what the exception dispatcher knows of a function.
package enum PEFunction: Hashable, Sendable {
    /// The CE form, in images for A32 and Thumb.
    case compact(CompactFunction)
    /// The Windows-on-ARM form, in ARMNT images.
    case unwind(UnwindFunction)

    /// The CE form. `start` is an address as linked, before relocation.
    package struct CompactFunction: Hashable, Sendable, Codable {
        package let start: VirtualAddress
        /// Instructions in the prolog.
        package let prologLength: UInt32
        /// Instructions in the function, prolog included.
        package let length: UInt32
        /// Whether instructions have 32 bits (A32) rather than 16 (Thumb).
        package let has32BitInstructions: Bool
        /// Whether the function has an exception handler.
        package let hasHandler: Bool
        /// The handler and its data: the two words in front of the function. Nil without a handler, and when the image
        /// has no such words.
        package let handler: Handler?

        /// The function's size in bytes.
        package var byteCount: UInt32 { length * (has32BitInstructions ? 4 : 2) }
    }

    /// An exception handler, as linked, before relocation.
    package struct Handler: Hashable, Sendable, Codable {
        package let routine: VirtualAddress
        package let data: UInt32
    }

    /// The Windows-on-ARM form: packed unwind data, or where the full data lies.
    package struct UnwindFunction: Hashable, Sendable {
        /// Bit 0 is set for Thumb code.
        package let start: RelativeAddress
        /// Bits 1:0 are zero when this is the relative address of an .xdata record; otherwise it is packed unwind data.
        package let unwindData: UInt32
    }
}
