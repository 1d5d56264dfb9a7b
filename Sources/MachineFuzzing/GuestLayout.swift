/// Where a made-up image has its parts, as addresses relative to its base. The image is small, and everything in it can
/// be read, written and executed, so that programs which change themselves are among those that are tried.
enum GuestLayout {
    static let code: UInt32 = 0x1000
    static let codeSize: UInt32 = 0x4000
    /// What arguments point to.
    static let buffer: UInt32 = 0x5000
    static let bufferSize: UInt32 = 0x2000
    static let imports: UInt32 = 0x7000
    static let importsSize: UInt32 = 0x4000
    static let exports: UInt32 = 0xB000
    static let exportsSize: UInt32 = 0x1000
    static let imageSize: UInt32 = 0xC000

    /// Texts that calls take, at the begin of the buffer, one every 64 bytes and in UTF-16: a call of CreateFile with a
    /// random pointer should find a file or a device often enough.
    static let texts = [
        "FZZ1:", "\\Windows\\fuzz.dll", "\\Windows\\fuzz.exe", "Drivers\\BuiltIn\\Fuzz", "FZZ_IOControl", "%s %d %x %n",
        "\\..\\..\\etc\\passwd", "\\Temp\\a", "coredll.dll", "Fuzz",
    ]
    static let textStride = 64
}
