/// Files that several rules' examples share.
enum ExampleFiles {
    /// 256 MB of RAM and 16 MB of registers.
    static let table = """
        g_oalAddressTable
                DCD     0x80000000, 0x80000000, 256
                DCD     0x90000000, 0x48000000, 16
                DCD     0, 0, 0
        """
    /// The same in the new style.
    static let newStyleTable = """
        g_oalAddressTable
                DCD     0x87654321, 0, 0
                DCD     0x80000000, 0x80000000, 256
                DCD     0x90000000, 0x48000000, 16
                DCD     0, 0, 0
        """
    /// An image and the RAM after it, inside `table`.
    static let bib = """
        MEMORY
            NK       80000000  04000000  RAMIMAGE
            RAM      84000000  0C000000  RAM
        """
}
