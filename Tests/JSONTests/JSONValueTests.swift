import JSON
import Testing

@Suite struct JSONValueTests {
    @Test func `members keep their order`() {
        let value: JSONValue = ["b": 1, "a": [true, .null], "c": "x"]
        #expect(value.serialized() == #"{"b":1,"a":[true,null],"c":"x"}"#)
    }

    @Test func `quotes, backslashes and control characters are escaped`() {
        let value = JSONValue.string("a\"b\\c\n\u{1}\u{7F}é")
        #expect(value.serialized() == #""a\"b\\c\n\u0001\u007fé""#)
    }

    @Test func `a number that is not finite is null`() {
        #expect(JSONValue.array([.number(.infinity), .number(0.5)]).serialized() == "[null,0.5]")
    }

    @Test func `the indented layout keeps short flat lists on a line`() {
        let value: JSONValue = ["list": [1, 2], "objects": [["a": 1]], "empty": []]
        #expect(
            value.serialized(.indented) == """
                {
                  "list": [1, 2],
                  "objects": [
                    {"a": 1}
                  ],
                  "empty": []
                }
                """)
    }

    @Test func `what was written is read back`() throws {
        let value: JSONValue = ["a": [1, -2, .number(2.5), "\u{1F600}\n", true, .null, [:]], "b": ["c": ""]]
        #expect(try JSONValue(parsing: value.serialized().utf8) == value)
        #expect(try JSONValue(parsing: value.serialized(.indented).utf8) == value)
    }

    @Test func `escapes are read, surrogate pairs too`() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00\u0041\/\b""#.utf8) == .string("\u{1F600}A/\u{8}"))
    }

    @Test(arguments: [
        ("", "byte 0: the document ends where a value should be"),
        ("[1,", "byte 3: the document ends where a value should be"),
        ("[1 2]", "byte 3: expected , or ] in an array"), ("{a:1}", "byte 1: expected a key in double quotes"),
        ("1 2", "byte 2: text after the end of the document"), ("\"a", "byte 2: a string without an end"),
        ("nul", "byte 0: expected null"), ("+1", "byte 0: expected a value"),
        ("\"\\u00", "byte 3: \\u without four digits"),
    ])
    func `a text that is no JSON says where`(text: String, message: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text.utf8) }
        do { _ = try JSONValue(parsing: text.utf8) } catch { #expect(error.description == message) }
    }

    @Test func `deep nesting is an error, not a crash`() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000).utf8) }
    }
}
