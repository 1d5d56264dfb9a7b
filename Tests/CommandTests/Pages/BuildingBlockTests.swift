import HostSystem
import TestSupport
import Testing

@testable import ScenarioFiles

/// What other CI systems take from the repository: the action, the component and the container file.
@Suite struct BuildingBlockTests {
    private static func text(_ path: String) throws -> String {
        String(decoding: try FileAccess().read(FilePath.join(Fixtures.package, path)), as: UTF8.self)
    }

    private static func yaml(_ text: String, _ name: String) throws -> YAMLNode {
        try YAMLNode(parsing: Array(text.utf8), file: name)
    }

    private static func keys(_ node: YAMLNode?) -> Set<String> { Set(node?.entries.map(\.key) ?? []) }

    private static func member(_ node: YAMLNode, _ name: String) -> YAMLNode? {
        node.entries.first { $0.key == name }?.value
    }

    /// The keys of https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax.
    @Test func `the action has the keys that GitHub knows`() throws {
        let action = try Self.yaml(Self.text("action.yml"), "action.yml")
        #expect(Self.keys(action) == ["name", "description", "inputs", "outputs", "runs"])
        for input in Self.member(action, "inputs")?.entries ?? [] {
            #expect(Self.keys(input.value).isSubset(of: ["description", "required", "default"]), "\(input.key)")
            #expect(Self.keys(input.value).contains("description"), "\(input.key)")
        }
        let runs = try #require(Self.member(action, "runs"))
        #expect(Self.member(runs, "using")?.text == "composite")
        let steps = Self.member(runs, "steps")?.items ?? []
        #expect(steps.count >= 6)
        for step in steps {
            let keys = Self.keys(step)
            #expect(keys.isSubset(of: ["id", "if", "name", "uses", "with", "run", "shell", "env"]), "\(keys)")
            // A step runs a script with a shell, or takes another action.
            #expect(keys.contains("uses") != keys.contains("run"))
            #expect(keys.contains("run") == keys.contains("shell"))
            if let uses = Self.member(step, "uses")?.text {
                #expect(uses.contains(#/^[a-z-]+/[a-z/-]+@v[0-9]+$/#), "\(uses)")
            }
            // What a stranger's pull request may have written never becomes part of a script.
            #expect(Self.member(step, "run")?.text?.contains("${{") != true)
        }
    }

    @Test func `every input and output of a step that is named is there`() throws {
        let text = try Self.text("action.yml")
        let action = try Self.yaml(text, "action.yml")
        let inputs = Self.keys(Self.member(action, "inputs"))
        let named = Set(text.matches(of: #/inputs\.([a-z_-]+)/#).map { String($0.1) })
        #expect(named == inputs)
        let ids = Set(text.matches(of: #/^    - id: ([a-z]+)$/#.anchorsMatchLineEndings()).map { String($0.1) })
        #expect(Set(text.matches(of: #/steps\.([a-z]+)\./#).map { String($0.1) }) == ids)
        let page = try Self.text("Documentation/CI.md")
        for input in inputs { #expect(page.contains("`\(input)`"), "\(input)") }
    }

    /// The keys of https://docs.gitlab.com/ci/yaml/ that the component uses.
    @Test func `the component has the keys that GitLab knows`() throws {
        let text = try Self.text("templates/cebsp.yml")
        let parts = text.split(separator: "\n---\n").map(String.init)
        try #require(parts.count == 2)
        let spec = try #require(Self.member(Self.yaml(parts[0], "spec"), "spec"))
        #expect(Self.keys(spec) == ["inputs"])
        let inputs = try #require(Self.member(spec, "inputs"))
        for input in inputs.entries {
            #expect(Self.keys(input.value).isSubset(of: ["description", "default", "type"]), "\(input.key)")
        }
        let named = Set(parts[1].matches(of: #/\$\[\[ inputs\.([a-z]+) \]\]/#).map { String($0.1) })
        #expect(named == Self.keys(inputs))
        let jobs = try Self.yaml(parts[1], "jobs")
        #expect(Self.keys(jobs) == ["cebsp-run", "cebsp-report"])
        let known: Set = ["stage", "image", "parallel", "variables", "script", "artifacts", "needs", "when"]
        for job in jobs.entries {
            #expect(Self.keys(job.value).isSubset(of: known), "\(job.key)")
            #expect(Self.keys(job.value).isSuperset(of: ["stage", "image", "script"]), "\(job.key)")
            // Inputs reach scripts through variables only.
            for line in Self.member(job.value, "script")?.items ?? [] {
                #expect(line.text?.contains("$[[") == false)
            }
            let artifacts = try #require(Self.member(job.value, "artifacts"))
            #expect(Self.keys(artifacts).isSubset(of: ["when", "expire_in", "paths", "reports"]))
        }
    }

    @Test(arguments: ["action.yml", "templates/cebsp.yml", "Containerfile", ".containerignore"])
    func `no block names a private host or a secret`(path: String) throws {
        let text = try Self.text(path)
        for host in text.matches(of: #/https?://([^/\s]+)|([a-z0-9.-]+\.(?:com|org|net|io|local|internal|lan))\b/#) {
            let name = String(host.1 ?? host.2 ?? "")
            #expect(["docker.io"].contains(name), "\(path) names \(name)")
        }
        for word in ["secrets.", "TOKEN", "PASSWORD", "localhost", "192.168.", "10.0."] {
            #expect(!text.contains(word), "\(path) has \(word)")
        }
    }

    /// What hadolint asks of such a file.
    @Test func `the container file follows the usual rules`() throws {
        let text = try Self.text("Containerfile").replacing("\\\n", with: " ")
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let known: Set = ["FROM", "RUN", "COPY", "WORKDIR", "USER", "ENTRYPOINT", "CMD"]
        for line in lines { #expect(known.contains(String(line.prefix { $0 != " " })), "\(line)") }
        for image in lines.filter({ $0.hasPrefix("FROM") }) {
            // DL3006, DL3007: a tag, and not the latest. The registry is named, so that every engine takes the same.
            #expect(image.contains(#/^FROM docker\.io/library/[a-z]+:[a-z0-9.-]+( AS [a-z]+)?$/#), "\(image)")
            #expect(!image.contains(":latest"))
        }
        for run in lines.filter({ $0.contains("apt-get install") }) {
            // DL3008 is left out: Debian's stable versions change with each point release. DL3009, DL3014, DL3015 hold.
            #expect(run.contains("apt-get update") && run.contains("--no-install-recommends") && run.contains(" -y"))
            #expect(run.contains("rm -rf /var/lib/apt/lists/*"))
        }
        let user = try #require(lines.lastIndex { $0.hasPrefix("USER") })
        #expect(lines[user] != "USER root", "DL3002")
        #expect(try #require(lines.lastIndex { $0.hasPrefix("ENTRYPOINT") }) > user)
        for line in lines where line.hasPrefix("ENTRYPOINT") || line.hasPrefix("CMD") {
            #expect(line.contains("[\""), "DL3025: \(line)")
        }
        // DL3020 and DL4006: no ADD, and no pipe whose failure nobody sees.
        #expect(!text.contains(" | "))
    }

    /// The scripts of the action with what GitHub gives them.
    @Test func `the action's scripts run scenarios and compare`() throws {
        let action = try Self.yaml(Self.text("action.yml"), "action.yml")
        let steps = Self.member(try #require(Self.member(action, "runs")), "steps")?.items ?? []
        func script(_ id: String) throws -> String {
            let step = try #require(steps.first { Self.member($0, "id")?.text == id })
            return try #require(Self.member(step, "run")?.text)
        }
        let folder = try TemporaryFolder()
        try folder.write(try script("installed"), to: "installed.sh")
        try folder.write(try script("run"), to: "run.sh")
        try folder.write(try script("compare"), to: "compare.sh")
        try folder.write("version: 1\nlimits:\n  - most: { tableWords: 5 }\n", to: "budget.yaml")
        let run = try Program.shell(
            """
            export PATH="$(dirname '\(Program.path)'):$PATH" GITHUB_OUTPUT=out GITHUB_STEP_SUMMARY=summary
            export SCENARIOS="$fixtures/scenarios/hello-static.scenario.yaml" ARGUMENTS="--jobs 1" REPORTS=reports
            SOURCE="$fixtures/.." bash -e installed.sh && sed 's/version=[0-9a-f]\\{16\\}$/version=16/' out && rm out
            bash -e run.sh > log && ls reports && cp reports/results.json base.json
            BASE=base.json BUDGET=budget.yaml bash -e compare.sh
            BASE=none.json BUDGET= bash -e compare.sh
            cat out; tail -n 1 summary
            SCENARIOS=nothing bash -e run.sh; tail -n 1 out
            """, in: folder)
        #expect(
            run.lines == [
                "found=true", "version=16", "results.html", "results.json", "results.sarif", "results.xml",
                "budget.yaml:3:13: error: Hello World through the static map: table words 17,188, at most 5",
                "::notice::there is no none.json to compare with", "status=0", "status=1", "status=0",
                "1 scenario compared, 0 differ, **1 past the budget**.", "nothing: error: no such file or folder",
                "status=66",
            ], "\(run.lines)")
    }
}
