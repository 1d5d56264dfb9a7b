internal import Glibc

/// Text in a code page of Windows, as UTF-8.
package enum CodePage {
    /// `bytes` of a code page as UTF-8; what is no character there becomes U+FFFD.
    /// - Parameters:
    ///   - bytes: the text.
    ///   - number: the number that Windows knows the code page by, such as 1252 or 949.
    /// - Returns: nil when this machine has no table of that code page.
    package static func utf8(_ bytes: [UInt8], codePage number: Int) -> [UInt8]? {
        let converter = unsafe iconv_open("UTF-8", "CP\(number)")
        // iconv_open answers the address -1 for a name that it does not know.
        guard Int(bitPattern: converter) != -1 else { return nil }
        defer { unsafe _ = iconv_close(converter) }
        var input = bytes
        // No character of these code pages takes more than four bytes, which hold the replacement, too.
        var output = [UInt8](repeating: 0, count: bytes.count * 4 + 4)
        var (read, written) = (0, 0)
        while read < bytes.count {
            // SAFETY: both pointers stay inside of their arrays; iconv is told what is left of each.
            let result = unsafe input.withUnsafeMutableBytes { source in
                unsafe output.withUnsafeMutableBytes { target in
                    var from = unsafe source.baseAddress?.advanced(by: read).assumingMemoryBound(to: CChar.self)
                    var to = unsafe target.baseAddress?.advanced(by: written).assumingMemoryBound(to: CChar.self)
                    var (left, room) = (source.count - read, target.count - written)
                    let result = unsafe iconv(converter, &from, &left, &to, &room)
                    (read, written) = (source.count - left, target.count - room)
                    return result
                }
            }
            guard result == size_t.max else { break }
            guard written + 3 <= output.count, read < bytes.count else { break }
            for byte in "\u{FFFD}".utf8 {
                output[written] = byte
                written += 1
            }
            read += 1
        }
        return Array(output[..<written])
    }
}
