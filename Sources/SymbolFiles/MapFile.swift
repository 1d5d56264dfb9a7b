import GuestAddress

/// A map file as Microsoft's linker writes it for /MAP, and lld-link for /map.
///
/// Lines of symbols have the form ` 0001:00000a00       CopyFrame    10001a00 f   smd.obj`: section and offset, name,
/// address as linked, `f` for functions, object file; lld-link writes addresses with 16 digits and no `f`. Everything
/// else but the time stamp and the load address is passed over.
enum MapFile {
    private static let longestLine = 8192

    static func read(_ bytes: [UInt8]) throws(SymbolFileError) -> SymbolTable {
        var timestamp: UInt32?
        var base: UInt32?
        var codeSections: Set<UInt32> = []
        var entries: [(section: UInt32, symbol: SymbolTable.Symbol, isFunction: Bool)] = []
        var isPublics = false
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.count <= longestLine else {
                throw SymbolFileError(
                    line: number, expected: "a line of a map file", found: "\(line.count) bytes without a break")
            }
            let text = PrintableName.line(line)
            let words = text.split(separator: " ")
            if let value = hexadecimal(text, after: "Timestamp is ") {
                timestamp = value
            } else if let value = hexadecimal(text, after: "Preferred load address is ") {
                base = value
            } else if words.first == "Address", text.contains("Rva+Base") {
                guard base != nil else {
                    throw SymbolFileError(
                        line: number, expected: "'Preferred load address is' before the symbols", found: "none")
                }
                isPublics = true
            } else if isPublics {
                if let entry = symbol(words) { entries.append(entry) }
                guard entries.count <= SymbolFile.maximumEntries else {
                    throw SymbolFileError(
                        line: number, expected: "at most \(SymbolFile.maximumEntries) symbols", found: "more")
                }
            } else if words.count == 4, words[3] == "CODE", let place = section(words[0]) {
                codeSections.insert(place)
            }
        }
        guard isPublics, let base else {
            throw SymbolFileError(
                line: number, expected: "a map file of the linker with a line 'Address … Rva+Base', or an ELF file",
                found: "neither")
        }
        var builder = SymbolListBuilder()
        for entry in entries where entry.symbol.address >= base {
            // Without an `f`, as of assembler sources, the section tells code from data.
            guard entry.isFunction || codeSections.contains(entry.section) else { continue }
            builder.add(entry.symbol, rank: entry.isFunction ? 2 : 0)
        }
        return SymbolTable(
            symbols: builder.list(), lines: .none, imageBase: VirtualAddress(base), timestamp: timestamp)
    }

    private static func symbol(
        _ words: [Substring]
    ) -> (section: UInt32, symbol: SymbolTable.Symbol, isFunction: Bool)? {
        // Section 0 holds what has no address.
        guard words.count >= 3, let section = section(words[0]), section > 0,
            words[2].count == 8 || words[2].count == 16,
            let address = UInt32(words[2], radix: 16)
        else { return nil }
        let flags = words.dropFirst(3).prefix { $0 == "f" || $0 == "i" || $0 == "H" }
        return (
            section, SymbolTable.Symbol(name: String(words[1].prefix(256)), address: address & ~1, size: 0),
            flags.contains("f")
        )
    }

    /// The section of `0001:00000a00`.
    private static func section(_ word: Substring) -> UInt32? {
        let parts = word.split(separator: ":")
        guard parts.count == 2, parts[0].count == 4, parts[1].prefix(8).count == 8 else { return nil }
        return UInt32(parts[0], radix: 16)
    }

    private static func hexadecimal(_ text: String, after label: String) -> UInt32? {
        guard let range = text.firstRange(of: label) else { return nil }
        return UInt32(text[range.upperBound...].prefix { $0.isHexDigit }, radix: 16)
    }
}

extension PrintableName {
    /// A line without its carriage return, tabs as blanks.
    static func line(_ bytes: ArraySlice<UInt8>) -> String {
        let plain = bytes.map { byte -> UInt8 in
            byte == 9 || byte == 13 ? 0x20 : (0x20...0x7E).contains(byte) ? byte : UInt8(ascii: ".")
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
