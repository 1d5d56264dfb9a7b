/// A code, a mask, or a value that the machine hands on as it is.
package struct Word: WordArgument {
    package static var format: ArgumentFormat { .hexadecimal }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A time, or INFINITE.
package struct Milliseconds: WordArgument {
    package static var format: ArgumentFormat { .milliseconds }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A character of the function's width.
package struct Character32: WordArgument {
    package static var format: ArgumentFormat { .character }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A handle of the calling process.
package struct Handle: WordArgument {
    package static var format: ArgumentFormat { .handle }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// A handle or the id of a process.
package struct ProcessHandle: WordArgument {
    package static var format: ArgumentFormat { .process }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// The base of a loaded image, or the handle of one of the machine's own libraries.
package struct ModuleHandle: WordArgument {
    package static var format: ArgumentFormat { .module }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}

/// HKEY: an open key or a root.
package struct KeyHandle: WordArgument {
    package static var format: ArgumentFormat { .registryKey }
    package let rawValue: UInt32

    @inlinable
    @inline(__always)
    package init(word: UInt32) { rawValue = word }
}
