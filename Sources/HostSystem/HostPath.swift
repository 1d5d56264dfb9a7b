internal import Glibc

/// File names that are no UTF-8, as text and back. Old trees have names in the code page of their country; each byte
/// that is no UTF-8 stands in text as one character of the private use area, U+F700 and the byte, so that the file can
/// be opened by the name that a folder gave.
package enum HostPath {
    /// The private characters for bytes from 0x80 on.
    private static let escapes: ClosedRange<UInt32> = 0xF780...0xF7FF

    /// A name as text. What `bytes(of:)` makes of it is the same name, whatever it was.
    package static func text(of name: some Collection<UInt8>) -> String {
        if let text = String(validating: name, as: UTF8.self), !isEscaped(text) { return text }
        var scalars = String.UnicodeScalarView()
        var decoder = Unicode.UTF8.ForwardParser()
        var rest = name.makeIterator()
        var position = name.startIndex
        parsing: while true {
            let length: Int
            switch decoder.parseScalar(from: &rest) {
            case .valid(let encoded):
                length = encoded.count
                let scalar = Unicode.UTF8.decode(encoded)
                // A name that has such a character itself keeps its bytes, too.
                if !escapes.contains(scalar.value) {
                    scalars.append(scalar)
                    position = name.index(position, offsetBy: length)
                    continue parsing
                }
            case .error(let count): length = count
            case .emptyInput: break parsing
            }
            let end = name.index(position, offsetBy: length)
            for byte in name[position..<end] { scalars.append(escape(byte)) }
            position = end
        }
        return String(scalars)
    }

    private static func escape(_ byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(0xF700 + UInt32(byte)) ?? "\u{FFFD}" }

    private static func isEscaped(_ text: String) -> Bool {
        // U+F780 to U+F7FF begin with this byte, and few names do.
        text.utf8.contains(0xEF) && text.unicodeScalars.contains { escapes.contains($0.value) }
    }

    /// The bytes that the operating system knows a name by.
    package static func bytes(of text: String) -> [UInt8] {
        guard isEscaped(text) else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if escapes.contains(scalar.value) {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return bytes
    }

    /// Calls `body` with a path as the operating system takes it, which is valid during the call.
    static func with<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        guard isEscaped(path) else { return unsafe path.withCString(body) }
        let terminated = bytes(of: path).map { CChar(bitPattern: $0) } + [0]
        return unsafe terminated.withUnsafeBufferPointer { buffer in
            // SAFETY: the array is not empty.
            unsafe body(buffer.baseAddress!)
        }
    }

    /// The words of the program's command line, names in them as text.
    package static var arguments: [String] {
        let count = Int(CommandLine.argc)
        return (1..<max(count, 1)).map { position in
            // SAFETY: argv has argc terminated words.
            guard let word = unsafe CommandLine.unsafeArgv[position] else { return "" }
            return unsafe text(of: UnsafeRawBufferPointer(start: word, count: strlen(word)))
        }
    }
}
