internal import HostSystem
internal import OEMAddrTable

/// A source as editors on Windows leave it, and as clang reads it.
enum SourceText {
    /// The text as UTF-8; nil when it is that already, or when this machine has no table of the code page.
    /// - Parameter codePage: of text that is neither UTF-8 nor UTF-16.
    static func converted(_ bytes: [UInt8], codePage: Int) -> [UInt8]? {
        if let text = TextEncoding.utf8(fromUTF16: bytes) { return text.filter { $0 != 0xFF } }
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        return CodePage.utf8(bytes, codePage: codePage)
    }

    /// An `#include` of a source.
    struct Include {
        /// As written.
        var name: String
        var isQuoted: Bool
    }

    /// The files that a text includes, whatever its conditions say.
    static func includes(_ text: [UInt8]) -> [Include] {
        var found: [Include] = []
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.popFirst() == UInt8(ascii: "#") else { continue }
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.starts(with: "include".utf8) || rest.starts(with: "import".utf8) else { continue }
            rest = rest.drop { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }.drop { $0 == 0x20 || $0 == 0x09 }
            let isQuoted = rest.first == UInt8(ascii: "\"")
            guard isQuoted || rest.first == UInt8(ascii: "<") else { continue }
            let name = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ">") }
            found.append(Include(name: HostPath.text(of: name), isQuoted: isQuoted))
        }
        return found
    }
}
