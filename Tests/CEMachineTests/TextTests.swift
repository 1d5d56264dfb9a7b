import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct TextTests {
    @Test(
        arguments: [
            ("12.5abc", 12.5, 4), ("  -3e2x", -300, 6), (".5", 0.5, 2), ("5.", 5, 2), ("1e", 1, 1), ("1e+", 1, 1),
            ("1d3", 1000, 3),
            ("abc", 0, 0), ("", 0, 0), ("-", 0, 0), (".", 0, 0), ("1e999", .infinity, 5), ("+7", 7, 2), ("0x10", 0, 1),
            ("nan", 0, 0),
            (".e5", 0, 0), ("-.25e-1", -0.025, 7),
        ] as [(String, Double, Int)])
    func `strtod reads what is a number and says where it ends`(text: String, value: Double, length: Int) {
        let number = DecimalNumber(Array(text.utf16))
        #expect(number.value == value)
        #expect(number.length == length)
    }

    @Test func `_itoa writes a sign in base 10 only`() {
        func text(_ value: UInt32, _ radix: UInt32, _ isSigned: Bool) -> String {
            String(decoding: NumberText.digits(value, radix: radix, isSigned: isSigned), as: UTF16.self)
        }
        #expect(text(0xFFFF_FFFE, 10, true) == "-2")
        #expect(text(0xFFFF_FFFE, 16, true) == "fffffffe")
        #expect(text(0xFFFF_FFFE, 10, false) == "4294967294")
        #expect(text(5, 2, true) == "101")
        #expect(text(5, 99, true) == "5")
    }

    @Test func `letter case is ASCII in bytes and Unicode in wide characters`() {
        #expect(LetterCase.lower(0x41, .narrow) == 0x61)
        #expect(LetterCase.lower(0xC4, .narrow) == 0xC4)
        #expect(LetterCase.lower(0xC4, .wide) == 0xE4)
        #expect(LetterCase.upper(0x3B1, .wide) == 0x391)
        // ß has no single capital; half a surrogate pair is no character.
        #expect(LetterCase.upper(0xDF, .wide) == 0xDF)
        #expect(LetterCase.lower(0xD800, .wide) == 0xD800)
    }

    @Test func `character classes have ctype.h's bits`() {
        #expect(CharacterClass(0x41).rawValue == 0x181)
        #expect(CharacterClass(0x67).rawValue == 0x102)
        #expect(CharacterClass(0x30).rawValue == 0x84)
        #expect(CharacterClass(0x20).rawValue == 0x48)
        #expect(CharacterClass(0x09).rawValue == 0x68)
        #expect(CharacterClass(0x21).rawValue == 0x10)
        #expect(CharacterClass(0x7F).rawValue == 0x20)
        #expect(CharacterClass(0xE9).rawValue == 0x102)
        #expect(CharacterClass(0xD800).rawValue == 0)
    }

    @Test func `code pages know what they cannot carry`() {
        #expect(CodePage.western.decode([0x41, 0x80, 0xE4]).units == [0x41, 0x20AC, 0xE4])
        #expect(CodePage.western.encode([0x41, 0x20AC, 0x65E5]).bytes == [0x41, 0x80, 0x3F])
        #expect(!CodePage.western.encode([0x65E5]).isExact)
        #expect(CodePage.utf8.decode([0xE6, 0x97, 0xA5]).units == [0x65E5])
        #expect(!CodePage.utf8.decode([0xE6, 0x97]).isExact)
        #expect(CodePage.utf8.encode([0xD83D, 0xDE00]).bytes == [0xF0, 0x9F, 0x98, 0x80])
        #expect(!CodePage.utf8.encode([0xD83D]).isExact)
        #expect(CodePage(number: 65000) == nil)
    }

    @Test func `every byte of the ANSI code page comes back`() {
        for byte in UInt8.min...UInt8.max { #expect(CodePage.byte(of: CodePage.character(of: byte)) == byte) }
    }
}
