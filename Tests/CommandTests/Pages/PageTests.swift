import HostSystem
import TestSupport
import Testing

/// What the pages of the documentation show is what the programs do: `Tests/check-pages` runs it.
@Suite struct PageTests {
    private static let script = FilePath.join(Fixtures.package, "Tests/check-pages")
    private static let pages = (try? run("--list").lines) ?? []

    private static func run(_ arguments: String) throws -> (status: Int32, lines: [String]) {
        try Program.shell("'\(script)' \(arguments)", in: TemporaryFolder())
    }

    @Test(arguments: pages) func `a page says what the programs do, and leads where something is`(page: String) throws {
        let build = FilePath.directory(of: Program.path)
        let run = try Self.run("'\(build)' '\(page)'")
        #expect(run.status == 0, "\(run.lines.joined(separator: "\n"))")
    }

    @Test func `all pages are looked at`() {
        #expect(Self.pages.count >= 19)
        #expect(Self.pages.contains("README.md"))
        #expect(Self.pages.contains("Documentation/CI.md"))
    }

    /// What no test runs, by page and reason. A block joins the list only when it needs more than a test can have.
    @Test func `what is not run is on this list`() throws {
        #expect(
            try Self.run("--not-run").lines == [
                "CONTRIBUTING.md: builds for minutes",
                "Documentation/CI.md: needs a container engine and the network",
                "Documentation/CI.md: needs a cluster",
                "Documentation/Compiler.md: its files are of the reader",
                "Documentation/Fuzzing.md: takes hours",
                "Documentation/Fuzzing.md: takes minutes; the test suite has a part of it",
                "Documentation/WhatMappingCosts.md: takes a minute, and its figures are the host's",
                "Documentation/WhatMappingCosts.md: needs what a board measured",
                "Documentation/WhatMappingCosts.md: takes a minute, and its figures are the host's",
                "README.md: they build for minutes; the demo's scenario is run on other pages",
                "README.md: it changes the machine",
                "README.md: it changes the machine",
            ])
    }

    @Test(arguments: [
        ("```sh\nfalse\n```", "ended with 1: false"),
        ("```console\n$ echo one\ntwo\n```", "-two"),
        ("```console\n$ exit 3\n$ echo $?\n```", "was not reached: echo $?"),
        ("```console\n$ sed -n 1p fixtures/starter/maps-only/README.md\n```", "+# The memory map of a board"),
        ("```\nx\n```", "the fence names no language"),
        ("```text\n$ cebsp run x\n```", "a command in a block of `text`"),
        ("```sh no-run\nx\n```", "no-run without a reason"),
        ("text\n\n    code\n", "a block by indentation"),
        ("[a](nothing.md)", "a link to nothing: nothing.md"),
        ("# A b\n\n[a](#a-c)", "a heading that is not there: #a-c"),
        ("see `Sources/Nothing.swift`", "a path that is not there: Sources/Nothing.swift"),
        ("call `cebsp fly`", "cebsp has no command fly"),
        ("call `cebsp run --fly x`", "cebsp run has no option --fly"),
    ])
    func `what is wrong on a page is found`(text: String, problem: String) throws {
        let build = FilePath.directory(of: Program.path)
        let name = "page-\(UInt64.random(in: 0 ... .max)).md"
        let path = FilePath.join(Fixtures.package, ".build/\(name)")
        try FileAccess().write(text + "\n", to: path)
        let run = try Self.run("'\(build)' '.build/\(name)'; rm -f '\(path)'")
        #expect(run.lines.contains { $0.contains(problem) }, "\(run.lines)")
        #expect(run.lines.last?.hasSuffix("problems") == true)
    }

    @Test func `what agrees but for times, the engine and what is left out is right`() throws {
        let build = FilePath.directory(of: Program.path)
        let name = "page-\(UInt64.random(in: 0 ... .max)).md"
        let path = FilePath.join(Fixtures.package, ".build/\(name)")
        let text = """
            # A b: c

            [a](#a-b-c) [w](https://example.com) `Sources/CEBSPCommands`

            ```console
            $ printf 'one\\ntwo (13 ms)\\nthree unicorn 2.1.3\\nfour\\n'
            one
            … (9.5 ms)
            …
            four
            $ cat <<END
            > text
            > END
            text
            $ false
            $ echo $?
            1
            ```

            """
        try FileAccess().write(text, to: path)
        let run = try Self.run("'\(build)' '.build/\(name)'; rm -f '\(path)'")
        #expect(run.lines == ["1 pages: as they say"])
    }

    @Test func `the image of the pages is what its maker makes`() throws {
        let folder = try TemporaryFolder()
        let run = try Program.shell(
            "$fixtures/images/make-recorder made.bin && cmp made.bin $fixtures/images/recorder.bin", in: folder)
        #expect(run.status == 0, "\(run.lines)")
    }
}
