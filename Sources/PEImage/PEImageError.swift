/// Bytes that are not the ARM PE image they should be: what was expected where, and what was found instead.
package struct PEImageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed list of reasons.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file ends inside something that must be there.
        case truncated
        /// A signature or magic number differs.
        case notAnImage
        /// A PE image for a processor that this machine does not have.
        case unsupportedMachine
        /// A header field holds a value that no loader could follow.
        case badHeader
        /// A section lies outside the image or over another one, or its data outside the file.
        case badSection
        /// A data directory, or something it points to, lies outside the image.
        case outsideImage
        /// More entries than the limits of this reader allow.
        case tooMany
        /// A name without an end, or with characters that no name has.
        case badName
        /// A base relocation of an unknown type, or at a place that it cannot patch.
        case badRelocation
        /// The image cannot be placed at the address asked for.
        case badBase
    }

    package let code: Code
    /// Where: an offset in the file, or a relative virtual address when `code` concerns the loaded image.
    package let offset: UInt32
    package let expected: String
    package let found: String

    package init(_ code: Code, at offset: UInt32, expected: String, found: String) {
        self.code = code
        self.offset = offset
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "\(code.rawValue) at 0x\(String(offset, radix: 16)): expected \(expected), found \(found)"
    }
}
