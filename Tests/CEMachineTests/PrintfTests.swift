import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Arguments from a list of words, and strings from a dictionary.
private struct ListedArguments: ArgumentSource {
    var words: [UInt32]
    var strings: [UInt32: [UInt16]] = [:]
    /// Words that were taken.
    var taken = 0

    mutating func word() throws(CallStop) -> UInt32 {
        taken += 1
        return words.isEmpty ? 0 : words.removeFirst()
    }

    mutating func doubleword() throws(CallStop) -> UInt64 { UInt64(low: try word(), high: try word()) }

    func characters(_ address: UInt32, _ width: CharacterWidth, limit: UInt32) throws(CallStop) -> [UInt16] {
        Array((strings[address] ?? []).prefix(Int(limit)))
    }
}

private func format(
    _ format: String, _ words: [UInt32] = [], _ strings: [UInt32: String] = [:], width: CharacterWidth = .narrow,
    capacity: Int = 1000, dialect: FormattedText.Dialect = .runtime
) throws -> FormattedText {
    var arguments = ListedArguments(words: words, strings: strings.mapValues { Array($0.utf16) })
    return try FormattedText(Array(format.utf16), width, &arguments, capacity: capacity, dialect: dialect)
}

private func text(_ format: String, _ words: UInt32...) throws -> String {
    try CEMachineTests.format(format, words).string
}

private func text(_ format: String, _ value: Double) throws -> String {
    let bits = value.bitPattern
    return try CEMachineTests.format(format, [UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32)]).string
}

@Suite struct PrintfTests {
    @Test(
        arguments: [
            ("%d", 42, "42"), ("%d", 0xFFFF_FFFF, "-1"), ("%i", 0x8000_0000, "-2147483648"),
            ("%u", 0xFFFF_FFFF, "4294967295"),
            ("%x", 0xDEAD_BEEF, "deadbeef"), ("%X", 0xDEAD_BEEF, "DEADBEEF"), ("%#x", 255, "0xff"), ("%#x", 0, "0"),
            ("%#X", 255, "0XFF"), ("%o", 8, "10"), ("%#o", 8, "010"), ("%08X", 0x1234, "00001234"),
            ("%8d", -5, "      -5"),
            ("%-8d|", 5, "5       |"), ("%08d", -5, "-0000005"), ("%+d", 5, "+5"), ("% d", 5, " 5"),
            ("%.5d", 42, "00042"),
            ("%8.5d", 42, "   00042"), ("%08.5d", 42, "   00042"), ("%.0d", 0, ""), ("%p", 0x1F, "0000001F"),
            ("%hd", 0x1_8000, "-32768"), ("%hu", 0x1_8000, "32768"), ("%ld", 7, "7"), ("%I32u", 7, "7"),
            ("%c", 65, "A"),
            ("%3c", 65, "  A"), ("100%%", 0, "100%"), ("%k", 0, "k"), ("%", 0, ""), ("%-", 0, ""),
            ("%#010x", 255, "0x000000ff"),
        ] as [(String, Int, String)])
    func `integers and characters`(format: String, value: Int, expected: String) throws {
        #expect(try text(format, UInt32(truncatingIfNeeded: value)) == expected)
    }

    @Test func `64-bit integers take two words, the low one first`() throws {
        #expect(try text("%I64d %d", 0xFFFF_FFFE, 0xFFFF_FFFF, 3) == "-2 3")
        #expect(try text("%llx", 0x89AB_CDEF, 0x0123_4567) == "123456789abcdef")
        #expect(try text("%I64u", 0xFFFF_FFFF, 0xFFFF_FFFF) == "18446744073709551615")
        #expect(try text("%I64d", 0, 0x8000_0000) == "-9223372036854775808")
    }

    @Test func `a star takes width and precision from the arguments`() throws {
        #expect(try text("%*d|", 5, 42) == "   42|")
        #expect(try text("%*d|", 0xFFFF_FFFB, 42) == "42   |")
        #expect(try text("%.*d", 4, 42) == "0042")
        #expect(try text("%.*d", 0xFFFF_FFFF, 42) == "42")
    }

    @Test func `strings have the function's width, capitals the other`() throws {
        let strings: [UInt32: String] = [1: "narrow", 2: "wide"]
        #expect(try format("%s %S", [1, 2], strings).string == "narrow wide")
        #expect(try format("%s %S", [2, 1], strings, width: .wide).string == "wide narrow")
        #expect(try format("%hs %ls", [1, 2], strings, width: .wide).string == "narrow wide")
        #expect(try format("%.3s|%8s|%-8s|", [1, 1, 1], strings).string == "nar|  narrow|narrow  |")
    }

    @Test func `a null string is named`() throws {
        #expect(try format("%s", [0]).string == "(null)")
        #expect(try format("%.3s|%8S|", [0, 0], width: .wide).string == "(nu|  (null)|")
    }

    @Test func `%a is an ANSI string in debug output only`() throws {
        #expect(try format("<%a>", [1], [1: "SMD1"], width: .wide, dialect: .debug).string == "<SMD1>")
        #expect(try format("<%a>", [1], [1: "SMD1"]).string == "<a>")
    }

    @Test func `narrow text is Windows-1252`() throws {
        #expect(try format("%s", [1], [1: "\u{80}\u{E4}"]).string == "€ä")
        // A wide character without a byte of its own.
        #expect(try format("%S", [1], [1: "€日"]).units == [0x80, 0x3F])
        #expect(try format("%S", [1], [1: "\u{80}"], width: .wide).string == "€")
    }

    @Test func `text ends where there is no room`() throws {
        let cut = try format("%s-%d", [1, 5], [1: "abcdef"], capacity: 4)
        #expect(cut.string == "abcd")
        #expect(cut.end == .full)
        let exact = try format("%s", [1], [1: "abcd"], capacity: 4)
        #expect(exact.string == "abcd")
        #expect(exact.end == .complete)
    }

    @Test func `padding and precision of two billion cost nothing`() throws {
        for hostile in [
            "%2147483647d", "%-99999999999d", "%.2147483647d", "%.2147483647f", "%#.2147483647g", "%02147483647s",
        ] {
            let text = try format(hostile, [7, 0, 0], [7: "x"], capacity: 100)
            #expect(text.units.count == 100)
            #expect(text.end == .full)
        }
    }

    @Test func `%n is refused, and nothing follows`() throws {
        let text = try format("ab%ncd", [0x1000])
        #expect(text.string == "ab")
        #expect(text.end == .refused)
    }

    @Test(
        arguments: [
            ("%f", 1.5, "1.500000"), ("%f", -0.0, "-0.000000"), ("%.2f", 3.14159, "3.14"), ("%.0f", 2.5, "3"),
            ("%.0f", 0.4, "0"),
            ("%#.0f", 2.0, "2."), ("%8.3f", -1.0005, "  -1.000"), ("%08.2f", -1.5, "-0001.50"),
            ("%f", 1e15, "1000000000000000.000000"),
            ("%.3f", 0.0005, "0.001"), ("%.3f", 0.0004, "0.000"), ("%.1f", 9.95, "9.9"), ("%.1f", 99.96, "100.0"),
            ("%.20f", 0.1, "0.10000000000000001000"), ("%f", 1e-10, "0.000000"), ("%.12f", 1.5e-10, "0.000000000150"),
            ("%e", 12345.678, "1.234568e+004"), ("%E", 0.00012, "1.200000E-004"), ("%.0e", 15000, "2e+004"),
            ("%e", 0, "0.000000e+000"),
            ("%e", 1e300, "1.000000e+300"), ("%.3e", 9.9996, "1.000e+001"),
            ("%e", Double.leastNonzeroMagnitude, "4.940656e-324"),
            ("%g", 100000, "100000"), ("%g", 1_000_000, "1e+006"), ("%g", 0.0001, "0.0001"), ("%g", 0.00001, "1e-005"),
            ("%g", 0, "0"), ("%g", 1.5, "1.5"), ("%.3g", 1234, "1.23e+003"), ("%#g", 1.5, "1.50000"),
            ("%G", 1e-7, "1E-007"),
            ("%.10g", 0.1, "0.1"), ("%g", 999999.5, "1e+006"), ("%+.1f", 1.0, "+1.0"),
            ("%f", Double.infinity, "1.#INF"),
            ("%f", -Double.infinity, "-1.#INF"), ("%f", Double.nan, "1.#QNAN"), ("%.15g", 0.1 + 0.2, "0.3"),
            ("%.17g", 0.1 + 0.2, "0.30000000000000004"), ("%.0f", 1e22, "10000000000000000000000"),
        ] as [(String, Double, String)])
    func `floating-point numbers`(format: String, value: Double, expected: String) throws {
        #expect(try text(format, value) == expected)
    }

    @Test func `the greatest and the least double have their digits`() {
        #expect(DecimalDigits(.greatestFiniteMagnitude).digits == [1, 7, 9, 7, 6, 9, 3, 1, 3, 4, 8, 6, 2, 3, 1, 5, 7])
        #expect(DecimalDigits(.greatestFiniteMagnitude).exponent == 309)
        #expect(DecimalDigits(.leastNonzeroMagnitude).digits == [4, 9, 4, 0, 6, 5, 6, 4, 5, 8, 4, 1, 2, 4, 6, 5, 4])
        #expect(DecimalDigits(.leastNonzeroMagnitude).exponent == -323)
        #expect(DecimalDigits(0).digits.isEmpty)
    }
}
