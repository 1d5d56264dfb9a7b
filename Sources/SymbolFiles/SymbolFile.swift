/// Reads companion files of images: what linkers write beside them for debuggers.
package enum SymbolFile {
    /// Larger files are refused.
    static let maximumSize = 256 << 20
    /// More symbols, or rows of a line table, than this are refused.
    static let maximumEntries = 1 << 20

    /// Reads an ELF file with symbol table and DWARF lines, or a map file of Microsoft's linker, by what it begins
    /// with.
    /// - Throws: `SymbolFileError` when it is neither, or contradicts itself.
    package static func read(bytes: [UInt8]) throws(SymbolFileError) -> SymbolTable {
        guard bytes.count <= maximumSize else {
            throw SymbolFileError(offset: 0, expected: "at most \(maximumSize) bytes", found: "\(bytes.count)")
        }
        if bytes.starts(with: ELFFile.magic) { return try ELFFile(bytes).symbolTable() }
        return try MapFile.read(bytes)
    }
}
