import CEScenario
import HostSystem
import JSON
import RunReports
import TestSupport
import Testing

/// A run in parts, by shards and by GNU parallel, against the same run in one piece.
@Suite struct ParallelTests {
    /// A result object without the host's times.
    private static func timeless(_ json: JSONValue) -> JSONValue {
        switch json {
        case .object(let members):
            .object(members.map { $0.key == "seconds" ? .init("seconds", 0) : .init($0.key, timeless($0.value)) })
        case .array(let elements): .array(elements.map(timeless))
        default: json
        }
    }

    private static func object(_ folder: TemporaryFolder, _ name: String) throws -> JSONValue {
        timeless(try JSONValue(parsing: try FileAccess().read(folder.file(name))))
    }

    private static func junit(_ folder: TemporaryFolder, _ name: String) throws -> JUnitDocument {
        var document = try JUnitDocument(parsing: try FileAccess().read(folder.file(name)), path: name)
        for index in document.cases.indices { document.cases[index].milliseconds = 0 }
        return document
    }

    @Test func `three shards run everything once and merge to the whole run`() throws {
        let folder = try TemporaryFolder()
        let result = try Program.shell(
            """
            set -e
            cebsp run $fixtures/scenarios/seed --jobs 2 --json whole.json --junit whole.xml
            for part in 1 2 3; do
                cebsp run $fixtures/scenarios/seed --shard $part/3 --jobs 2 --json part-$part.json --junit part-$part.xml
            done
            cebsp merge part-3.json part-1.json part-2.json --json merged.json --junit merged-from-json.xml
            cebsp merge part-2.xml part-3.xml part-1.xml --junit merged.xml
            """, in: folder)
        #expect(result.status == 0, "\(result.lines.suffix(5))")
        let whole = try Self.object(folder, "whole.json")
        #expect(try Self.object(folder, "merged.json") == whole)
        let selectors = try (1...3).flatMap { part in
            try Self.object(folder, "part-\(part).json")["scenarios"]?.elements?.compactMap { $0["selector"]?.text }
                ?? []
        }
        #expect(selectors.sorted() == whole["scenarios"]?.elements?.compactMap { $0["selector"]?.text }.sorted())
        #expect(Set(selectors).count == selectors.count)
        #expect(selectors.count > 20)
        let junit = try Self.junit(folder, "whole.xml")
        #expect(junit.cases.count == selectors.count)
        #expect(try Self.junit(folder, "merged.xml") == junit)
        #expect(try Self.junit(folder, "merged-from-json.xml") == junit)
    }

    @Test func `GNU parallel runs what the list names, with several workers`() throws {
        let folder = try TemporaryFolder()
        let result = try Program.shell(
            """
            command -v parallel >/dev/null || { echo "GNU parallel is not installed: make test installs it"; exit 98; }
            set -e -o pipefail
            chosen="$fixtures/scenarios/seed --filter *hello* --filter *free* --filter *stale*"
            set -f
            cebsp run $chosen --jobs 2 --json whole.json
            mkdir parts
            cebsp run --list --format lines $chosen |
                parallel --will-cite --jobs 3 --joblog jobs "'\(Program.path)' run {} --json parts/{#}.json"
            set +f
            cebsp merge parts/*.json --json merged.json
            tail -n +2 jobs | cut -f 7 | sort | uniq -c
            """, in: folder)
        #expect(result.status == 0, "\(result.lines.suffix(5))")
        let whole = try Self.object(folder, "whole.json")
        #expect(try Self.object(folder, "merged.json") == whole)
        let count = try #require(whole["scenarios"]?.elements?.count)
        #expect(count >= 5)
        // parallel's own log: every job ended with 0.
        #expect(result.lines.last?.split(separator: " ").map(String.init) == ["\(count)", "0"])
    }

    /// The other fixtures are held against the frozen traces, and run twenty times by `make repeat-check`.
    @Test func `scenarios run the same again in other processes`() throws {
        let folder = try TemporaryFolder()
        let result = try Program.shell(
            """
            cd $fixtures/scenarios
            cebsp run seed usermode --repeat 2 --jobs 2 --json "$OLDPWD/r.json" | tail -n 1; exit ${PIPESTATUS[0]}
            """,
            in: folder)
        #expect(result.status == 0, "\(result.lines)")
        let scenarios = try #require(try Self.object(folder, "r.json")["scenarios"]?.elements)
        var hashes: [String: Set<String>] = [:]
        for scenario in scenarios {
            hashes[scenario["selector"]?.text ?? "", default: []].insert(scenario["traceHash"]?.text ?? "")
        }
        #expect(hashes.count > 20)
        #expect(hashes.count * 2 == scenarios.count)
        #expect(hashes.filter { $0.value.count != 1 }.keys.sorted() == [])
    }
}
