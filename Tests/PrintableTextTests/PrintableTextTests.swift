import PrintableText
import Testing

@Suite struct PrintableTextTests {
    @Test(arguments: [
        ("plain text, \"quoted\"\t<tab>", "plain text, \"quoted\"\t<tab>"), ("äöü €", "äöü €"),
        ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("\u{9B}31mred", "\u{FFFD}31mred"), ("bell\u{7}", "bell\u{FFFD}"),
        ("\u{7F}\u{0}", "\u{FFFD}\u{FFFD}"), ("a\u{202E}b\u{2066}c\u{200F}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ("a\u{2028}b\u{85}c", "a\u{FFFD}b\u{FFFD}c"), ("tag\u{E0041}", "tag\u{FFFD}"),
    ])
    func `what steers a terminal is replaced`(text: String, shown: String) { #expect(printable(text) == shown) }

    @Test func `a line feed stays only where lines are wanted, a carriage return never`() {
        #expect(printable("one\r\ntwo\n") == "one\u{FFFD}\u{FFFD}two\u{FFFD}")
        #expect(printable("one\r\ntwo\n", keepsLines: true) == "one\u{FFFD}\ntwo\n")
    }
}

@Suite struct LogCommandTests {
    @Test(arguments: [
        ("::error file=x::y", ": :error file=x::y"), ("  \t ::stop-commands::z", "  \t : :stop-commands::z"),
        ("\u{A0}\u{3000}::debug::x", "\u{A0}\u{3000}: :debug::x"), (":::x", ": ::x"), ("a::b", "a::b"),
        ("one\n::warning::two\nthree::x", "one\n: :warning::two\nthree::x"),
        ("text ##vso[task.complete]", "text # #vso[task.complete]"), ("####[x]", "# # # #[x]"), ("a # b", "a # b"),
    ])
    func `a command of a CI system is none any more in text`(text: String, shown: String) {
        #expect(LogCommands.defused(text, as: .text) == shown)
    }

    @Test func `data means the same as before`() {
        #expect(LogCommands.defused("[\"##vso[x]\", \"::y\"]", as: .json) == "[\"#\\u0023vso[x]\", \"::y\"]")
        #expect(LogCommands.defused("<a>\n::b ##c</a>", as: .markup) == "<a>\n:&#58;b #&#35;c</a>")
    }
}
