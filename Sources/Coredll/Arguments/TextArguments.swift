import CEKernel

/// A string of bytes in the ANSI code page.
struct NarrowString: WordArgument {
    static var format: ArgumentFormat { .narrowString }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A string of UTF-16.
struct WideString: WordArgument {
    static var format: ArgumentFormat { .wideString }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A string of the width that the function works with.
struct GuestText: WordArgument {
    static var format: ArgumentFormat { .text }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// An ordinal, or the name as a wide string.
struct WideNameOrOrdinal: WordArgument {
    static var format: ArgumentFormat { .numberOrWideString }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// An ordinal, or the name as a string of bytes.
struct NarrowNameOrOrdinal: WordArgument {
    static var format: ArgumentFormat { .numberOrNarrowString }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}
