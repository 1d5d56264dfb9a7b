import Diagnostics
import Testing

@testable import ScenarioFiles

/// `clock:` of a board file.
@Suite struct BoardClockTests {
    private func board(_ clock: String) throws -> BoardFile {
        let text = """
            version: 1
            name: b
            profile: ce6
            cpu: cortex-a8
            \(clock)
            ram: [{ base: 0x80000000, size: 16M }]
            """
        return try BoardFile(bytes: Array(text.utf8), path: "board.yaml", vocabulary: nil)
    }

    @Test(
        arguments: [
            ("", 100_000_000), ("clock: 600M", 600_000_000), ("clock: 1.2G", 1_200_000_000),
            ("clock: 1000K", 1_000_000),
            ("clock: 532500000", 532_500_000),
        ] as [(String, UInt64)])
    func `units are decimal`(text: String, rate: UInt64) throws {
        #expect(try board(text).clock == rate)
    }

    @Test(arguments: [
        "0", "999K", "5G", "1.2345G", "0x1000000", "100000001", "-1M", "1.M", "M", "99999999999999999999",
    ])
    func `others are refused`(text: String) {
        let message = "expected a number from 1000000 to 4000000000, or with K, M or G"
        #expect { try board("clock: \(text)") } throws: { error in "\(error)".contains(message) }
    }
}
