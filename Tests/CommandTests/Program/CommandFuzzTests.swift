import HostSystem
import TestSupport
import Testing

/// The fuzzer of commands: a short run of it, and that it sees what it looks for.
@Suite struct CommandFuzzTests {
    private static let fuzzer = FilePath.join(Fixtures.root, "../Fuzz/Commands/fuzz-commands")

    @Test func `mutated inputs and options never leave the contract`() throws {
        let folder = try TemporaryFolder()
        let run = try Program.shell(
            "'\(Self.fuzzer)' '\(Program.path)' --count 200 --seed 2 --jobs 2 --patience 10 --found found", in: folder)
        #expect(run.status == 0, "\(run.lines.joined(separator: "\n"))")
        #expect(run.lines.last?.hasPrefix("200 executions of seed 2 in ") == true)
        #expect(run.lines.last?.hasSuffix(" s, 0 broke the contract") == true)
    }

    @Test(arguments: [
        ("exit 3", "status-3"), ("exit 70", "status-70"), ("kill -ILL $$", "status-132"),
        ("printf '\\033[2J'", "control-characters"),
        ("exec sleep 60", "hang"), ("exec /usr/bin/env python3 -c 'bytearray(1200 << 20)[::4096]'", "memory"),
    ])
    func `a program that breaks the contract is found, with a script that repeats it`(body: String, kind: String) throws
    {
        let folder = try TemporaryFolder()
        // Results to begin with come from the program itself; there is no folder "out" beside them.
        try folder.write("#!/bin/sh\n[ -d out ] || exec '\(Program.path)' \"$@\"\n\(body)\n", to: "program")
        let run = try Program.shell(
            """
            chmod +x program
            '\(Self.fuzzer)' ./program --count 1 --first 7 --end 3 --found found
            status=$?
            ls found
            grep -c program found/*/repeat
            exit $status
            """, in: folder)
        #expect(run.status == 1)
        #expect(run.lines.contains { $0.hasPrefix("case 7: \(kind)-") }, "\(run.lines)")
        #expect(run.lines.last == "1")
    }

    @Test func `a case is the same whatever runs beside it`() throws {
        let folder = try TemporaryFolder()
        let run = try Program.shell(
            """
            '\(Self.fuzzer)' '\(Program.path)' --seed 5 --count 40 --jobs 1 --print > one
            '\(Self.fuzzer)' '\(Program.path)' --seed 5 --count 40 --jobs 3 --print | sort -n > three
            sort -n one | cmp - three && wc -l < one
            """, in: folder)
        #expect(run.lines == ["40"])
    }
}
