import Testing
import XML

private func root(_ text: String) throws -> XMLElement { try XMLDocument.root(of: Array(text.utf8)) }

private func error(_ text: String) -> String? {
    do {
        _ = try root(text)
        return nil
    } catch let error as XMLError {
        return "\(error.line): \(error.message)"
    } catch {
        return "\(error)"
    }
}

@Suite struct XMLDocumentTests {
    @Test func `elements, attributes and text are read`() throws {
        let element = try root(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <a n="1 &lt;&quot;&#10;" m='é'>
              <b/>x&amp;<c>]]&gt;</c><![CDATA[<y>]]>
            </a>
            """)
        #expect(element.name == "a")
        #expect(element.attributes.map(\.name) == ["n", "m"])
        #expect(element["n"] == "1 <\"\n")
        #expect(element["m"] == "é")
        #expect(element["o"] == nil)
        #expect(element.children.map(\.name) == ["b", "c"])
        #expect(element.children.map(\.line) == [3, 3])
        #expect(element.children[1].text == "]]>")
        #expect(element.text == "\n  x&<y>\n")
    }

    @Test func `what is no XML is told with its line`() {
        #expect(error("") == "1: is not XML: no element found")
        #expect(error("{}") == "1: is not XML: not well-formed (invalid token)")
        #expect(error("<a>\n<b></a>") == "2: is not XML: mismatched tag")
        #expect(error("<a>&nbsp;</a>") == "1: is not XML: undefined entity")
        #expect(error("<a x='1' x='2'/>") == "1: is not XML: duplicate attribute")
        #expect(error("<a>\u{1}</a>") == "1: is not XML: not well-formed (invalid token)")
        #expect(error("<a/><b/>") == "1: is not XML: junk after document element")
    }

    @Test func `entities of a document's own are refused before they can expand`() {
        var bomb = "<!DOCTYPE a [<!ENTITY e0 \"xxxxxxxxxx\">"
        for level in 1...30 {
            bomb += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
        }
        #expect(error(bomb + "]><a>&e30;</a>") == "1: has a document type, which no report needs")
        let file = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<a>&x;</a>"
        #expect(error(file) == "2: has a document type, which no report needs")
    }

    @Test func `deep nesting is refused`() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(error(deep) == "1: is nested too deeply")
    }

    @Test func `a document longer than what is parsed at once is read whole`() throws {
        let text = String(repeating: "0123456789abcdef", count: 2 << 20)
        #expect(try root("<a>\(text)</a>").text.utf8.count == 32 << 20)
    }

    @Test func `every prefix of a document is refused`() {
        let text = Array("<a n=\"1\"><b>é&amp;</b></a>".utf8)
        for length in 0..<text.count {
            #expect(throws: XMLError.self) { try XMLDocument.root(of: Array(text[..<length])) }
        }
    }
}
