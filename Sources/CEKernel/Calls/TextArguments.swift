/// A string of bytes in the ANSI code page.
package struct NarrowString: WordArgument {
    package static var format: ArgumentFormat { .narrowString }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A string of UTF-16.
package struct WideString: WordArgument {
    package static var format: ArgumentFormat { .wideString }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A string of the width that the function works with.
package struct GuestText: WordArgument {
    package static var format: ArgumentFormat { .text }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// An ordinal, or the name as a wide string.
package struct WideNameOrOrdinal: WordArgument {
    package static var format: ArgumentFormat { .numberOrWideString }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// An ordinal, or the name as a string of bytes.
package struct NarrowNameOrOrdinal: WordArgument {
    package static var format: ArgumentFormat { .numberOrNarrowString }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}
