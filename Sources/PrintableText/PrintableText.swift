/// Text of a guest, a file or a name, fit for a terminal and a log: what could move the cursor, change colours, turn
/// the direction of reading or hide in between becomes U+FFFD. Everything that is printed and not written by us goes
/// through here.
/// - Parameters:
///   - text: what somebody else wrote.
///   - keepsLines: whether line feeds stay; without them the text is part of a line and cannot begin another one.
package func printable(_ text: some StringProtocol, keepsLines: Bool = false) -> String {
    // Nearly all text is plain, and a report has hundreds of thousands of pieces of it.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x09 || ($0 == 0x0A && keepsLines) }) {
        return String(text)
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        let isKept = scalar == "\t" || (scalar == "\n" && keepsLines) || !scalar.steers
        scalars.append(isKept ? scalar : "\u{FFFD}")
    }
    return String(scalars)
}

extension Unicode.Scalar {
    /// Whether a terminal or an editor acts on it in place of showing it, or has nothing to show: the control
    /// characters of ISO 6429 (C0, DEL, C1), the direction marks of the Unicode Bidirectional Algorithm, its line and
    /// paragraph separators, annotations and tags.
    fileprivate var steers: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Bytes of file names that are no UTF-8.
        case 0xF780...0xF7FF: true
        case 0x2028, 0x2029, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }
}
