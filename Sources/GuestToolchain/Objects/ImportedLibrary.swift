/// What an image imports from one library.
package struct ImportedLibrary: Sendable {
    package enum Key: Hashable, Sendable {
        case ordinal(Int)
        case name(String)
    }

    package struct Symbol: Hashable, Sendable {
        package let name: String
        package let key: Key
    }

    package let name: String
    package var symbols: [Symbol]

    /// The name of its import address table in assembler text.
    var tableLabel: String {
        "__iat_" + String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// Assembler text of the thunks and address tables of all libraries, as CE's linkers write them.
    static func thunks(_ libraries: [ImportedLibrary]) -> String {
        var lines = ["\t.syntax unified", "\t.arm"]
        for library in libraries {
            for symbol in library.symbols {
                let name = quoted(symbol.name)
                lines += [
                    "\t.section \(quoted(".text.import.\(symbol.name)")),\"ax\",%progbits", "\t.globl \(name)",
                    "\t.type \(name),%function", "\t.p2align 2", "\(name):", "\tldr r12,1f", "\tldr r12,[r12]",
                    "\tbx r12", "1:\t.long \(quoted("__imp_\(symbol.name)"))", "\t.size \(name),.-\(name)",
                ]
            }
            lines += [
                "\t.section .iat.\(library.tableLabel),\"aw\",%progbits", "\t.p2align 2",
                "\t.globl \(library.tableLabel)", "\(library.tableLabel):",
            ]
            for symbol in library.symbols {
                let slot = quoted("__imp_\(symbol.name)")
                lines += ["\t.globl \(slot)", "\(slot): .long 0"]
            }
            lines.append("\t.long 0")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Names of C++ functions have characters that the assembler takes for its own.
    private static func quoted(_ symbol: String) -> String {
        symbol.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        } ? symbol : "\"\(symbol)\""
    }
}
