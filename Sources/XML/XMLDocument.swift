internal import CExpat

/// Reads XML documents with Expat: small, linked into the static program, and it starts in no time, where Foundation's
/// parser brings libxml2, ICU and fifty megabytes.
///
/// A document type is refused, and with it every entity of a document's own: nothing can expand, nothing outside is
/// opened.
package enum XMLDocument {
    /// Deeper nesting is no report.
    private static let depthLimit = 64
    private static let elementLimit = 4_000_000
    /// What Expat takes at once: its lengths are 32-bit numbers.
    private static let chunk = 1 << 24

    /// Reads a document.
    /// - Returns: its root.
    /// - Throws: `XMLError`.
    package static func root(of bytes: [UInt8]) throws(XMLError) -> XMLElement {
        guard let parser = unsafe XML_ParserCreate(nil) else {
            throw XMLError(line: 0, message: "no memory to read it")
        }
        defer { unsafe XML_ParserFree(parser) }
        let builder = unsafe Builder(parser)
        // SAFETY: the builder outlives the parser's calls, all of which are made below; `withExtendedLifetime` holds
        // it.
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
        unsafe install(on: parser)
        return try withExtendedLifetime(builder) { () throws(XMLError) in
            var start = 0
            repeat {
                let end = min(bytes.count, start + chunk)
                let part = bytes[start..<end]
                // SAFETY: Expat reads `count` bytes of the buffer during the call only.
                let status = unsafe part.withUnsafeBytes { buffer in
                    unsafe XML_Parse(
                        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
                        end == bytes.count ? 1 : 0)
                }
                if let refusal = builder.refusal {
                    throw unsafe XMLError(line: Int(clamping: XML_GetCurrentLineNumber(parser)), message: refusal)
                }
                guard status == XML_STATUS_OK else { throw unsafe error(of: parser) }
                start = end
            } while start < bytes.count
            guard let root = builder.root else { throw XMLError(line: 0, message: "is not XML: no element found") }
            return root
        }
    }

    private static func error(of parser: XML_Parser) -> XMLError {
        let text =
            unsafe XML_ErrorString(XML_GetErrorCode(parser)).map { unsafe String(cString: $0) } ?? "unknown error"
        return unsafe XMLError(
            line: Int(clamping: XML_GetCurrentLineNumber(parser)), message: "is not XML: \(text)")
    }

    private static func install(on parser: XML_Parser) {
        unsafe XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let data = unsafe data, let name = unsafe name else { return }
                unsafe Builder.of(data).open(String(cString: name), XMLDocument.attributes(attributes))
            },
            { data, _ in if let data = unsafe data { unsafe Builder.of(data).close() } })
        unsafe XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let data = unsafe data, let text = unsafe text, length > 0 else { return }
            // SAFETY: Expat gives `length` bytes that are valid during the call.
            let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(length))
            unsafe Builder.of(data).add(String(decoding: bytes, as: UTF8.self))
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            if let data = unsafe data { unsafe Builder.of(data).refuse("has a document type, which no report needs") }
        }
    }

    /// Names and values in turn, up to a null pointer.
    private static func attributes(
        _ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) -> [XMLElement.Attribute] {
        guard let list = unsafe list else { return [] }
        var result: [XMLElement.Attribute] = []
        var index = 0
        // SAFETY: Expat ends the list with a null pointer at an even position.
        while let name = unsafe list[index], let value = unsafe list[index + 1] {
            unsafe result.append(.init(name: String(cString: name), value: String(cString: value)))
            index += 2
        }
        return result
    }

    /// Puts the elements together as they come.
    @safe
    private final class Builder {
        private(set) var root: XMLElement?
        /// Why the document is not read to its end, or nil.
        private(set) var refusal: String?
        private var open: [XMLElement] = []
        private var count = 0
        private let parser: XML_Parser

        init(_ parser: XML_Parser) { unsafe self.parser = parser }

        /// The builder behind the user data of a handler.
        static func of(_ data: UnsafeMutableRawPointer) -> Builder {
            // SAFETY: the user data is the builder, which lives as long as its parser parses.
            unsafe Unmanaged<Builder>.fromOpaque(data).takeUnretainedValue()
        }

        func open(_ name: String, _ attributes: [XMLElement.Attribute]) {
            count += 1
            if open.count >= depthLimit { return refuse("is nested too deeply") }
            if count > elementLimit { return refuse("has too many elements") }
            let line = unsafe Int(clamping: XML_GetCurrentLineNumber(parser))
            open.append(XMLElement(name: name, attributes: attributes, children: [], text: "", line: line))
        }

        func close() {
            guard let element = open.popLast() else { return }
            if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        }

        func add(_ text: String) {
            if !open.isEmpty { open[open.count - 1].text += text }
        }

        func refuse(_ message: String) {
            guard refusal == nil else { return }
            refusal = message
            unsafe _ = XML_StopParser(parser, 0)
        }
    }
}
