import CEKernel

/// A code, a mask, or a value that the machine hands on as it is.
struct Word: WordArgument {
    static var format: ArgumentFormat { .hexadecimal }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A time, or INFINITE.
struct Milliseconds: WordArgument {
    static var format: ArgumentFormat { .milliseconds }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A character of the function's width.
struct Character32: WordArgument {
    static var format: ArgumentFormat { .character }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A handle of the calling process.
struct Handle: WordArgument {
    static var format: ArgumentFormat { .handle }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// A handle or the id of a process.
struct ProcessHandle: WordArgument {
    static var format: ArgumentFormat { .process }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// The base of a loaded image, or the handle of one of the machine's own libraries.
struct ModuleHandle: WordArgument {
    static var format: ArgumentFormat { .module }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}

/// HKEY: an open key or a root.
struct KeyHandle: WordArgument {
    static var format: ArgumentFormat { .registryKey }
    let rawValue: UInt32

    @inline(__always)
    init(word: UInt32) { rawValue = word }
}
