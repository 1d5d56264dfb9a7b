import CEScenario
import Diagnostics
import HostSystem
import ScenarioFiles
import Testing

private let text = "version: 1\nname: NAME\nboard: BOARD\ntags: [TAG]\n"

@Suite struct SelectionTests {
    private func folder() throws -> ScenarioFolder {
        let folder = try ScenarioFolder(files: ["board.yaml"])
        for (path, name, tag) in [("b/one", "One", "slow"), ("a/two", "Two", "fast"), ("a/three", "Three", "fast")] {
            let content = text.replacing("NAME", with: name).replacing("TAG", with: tag)
                .replacing("BOARD", with: folder.path + "/board.yaml")
            let full = "\(folder.path)/tree/\(path).scenario.yaml"
            try FileAccess().makeDirectory(FilePath.directory(of: full))
            try FileAccess().write(content, to: full)
        }
        return folder
    }

    @Test func `a folder is searched in the order of names, each file once`() throws {
        let folder = try folder()
        let tree = folder.path + "/tree"
        let found = ScenarioDiscovery([tree, tree, tree + "/a/two.scenario.yaml"])
        #expect(found.scenarios.map(\.name) == ["Three", "Two", "One"])
        #expect(found.broken.isEmpty)
    }

    @Test func `what is not there or not a scenario is told beside the others`() throws {
        let folder = try folder()
        let none = folder.path + "/none.scenario.yaml"
        let found = ScenarioDiscovery([none, folder.path + "/board.yaml", folder.path + "/tree"])
        #expect(found.scenarios.count == 3)
        #expect(
            found.broken.map { $0.errors.description.replacing(folder.path + "/", with: "") } == [
                "none.scenario.yaml: error: no such file or folder", "board.yaml: error: is empty",
            ])
        #expect(found.broken.map(\.errors.isMissing) == [true, false])
    }

    @Test func `a cell of a matrix can be chosen`() throws {
        let folder = try folder()
        let path = folder.path + "/m.scenario.yaml"
        try FileAccess().write("version: 1\nname: M\nboard: board.yaml\nmatrix: { x: [1, 2] }\n", to: path)
        #expect(ScenarioDiscovery([path + "#2"]).scenarios.map(\.name) == ["M [x=2]"])
        #expect(ScenarioDiscovery([path]).scenarios.map(\.selector) == [path + "#1", path + "#2"])
        #expect(
            ScenarioDiscovery([path + "#3"]).broken.map(\.errors.description) == [
                "\(path): error: has 2 scenarios, there is no #3"
            ])
    }

    @Test(arguments: [
        (["T*"], [], ["Three", "Two"]), ([], ["fast"], ["Three", "Two"]), ([], ["!fast"], ["One"]),
        (["*/b/*"], [], ["One"]), (["one.scenario.yaml", "Two"], [], ["Two", "One"]), (["x"], [], []),
        (["T*"], ["slow"], []),
    ])
    func `patterns and tags select`(patterns: [String], tags: [String], names: [String]) throws {
        let folder = try folder()
        let filter = ScenarioFilter(patterns: patterns, tags: tags)
        #expect(ScenarioDiscovery([folder.path + "/tree"]).scenarios.filter(filter.accepts).map(\.name) == names)
    }
}

@Suite struct ShardTests {
    @Test(arguments: ["1/3", "3/3", "1/1"]) func `a part is I of N`(text: String) {
        #expect(Shard(text) != nil)
    }

    @Test(arguments: ["0/3", "4/3", "1/0", "1", "1/2/3", "a/b", "", "-1/2"]) func `what is no part is refused`(
        text: String
    ) {
        #expect(Shard(text) == nil)
    }

    @Test func `the parts together are everything once`() throws {
        for durations in [
            [Double?](repeating: nil, count: 10), [5, nil, 1, 1, 1, .nan, 3, 3, nil, 100],
        ] {
            let parts = try (1...3).map { try #require(Shard(index: $0, total: 3)).positions(durations: durations) }
            #expect(parts.flatMap { $0 }.sorted() == Array(0..<10))
        }
    }

    @Test func `recorded times balance the parts`() throws {
        let first = try #require(Shard(index: 1, total: 2))
        #expect(first.positions(durations: [1, 1, 1, 1, 4]) == [4])
    }

    @Test(arguments: [
        (["TEST_SHARD_INDEX": "0", "TEST_TOTAL_SHARDS": "2"], "Bazel", 1),
        (["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "2"], "GitLab", 2),
        (["BUILDKITE_PARALLEL_JOB": "1", "BUILDKITE_PARALLEL_JOB_COUNT": "2"], "Buildkite", 2),
        (["CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "2"], "CircleCI", 1),
    ])
    func `the variables of a CI system ask for a part`(variables: [String: String], source: String, index: Int) {
        let found = Shard.requested { variables[$0] }
        #expect(found?.source == source)
        #expect(found?.shard == Shard(index: index, total: 2))
    }

    @Test func `a single machine and nonsense ask for nothing`() {
        #expect(Shard.requested { ["CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "1"][$0] } == nil)
        #expect(Shard.requested { ["CI_NODE_INDEX": "7", "CI_NODE_TOTAL": "2"][$0] } == nil)
        #expect(Shard.requested { _ in nil } == nil)
    }
}
