import HostSystem
import TestSupport
import Testing

/// Where text and reports go, and what happens when that takes nothing.
@Suite struct OutputTests {
    private static let commands = [
        "check $fixtures/boards/omap-1g", "check $fixtures/boards/omap-1g --format sarif",
        "map $fixtures/boards/omap-1g", "lookup $fixtures/boards/omap-1g 0x80000000",
        "diff $fixtures/boards/omap-1g $fixtures/boards/s3c2440", "schema board", "explain",
        "run $fixtures/scenarios/hello-static.scenario.yaml",
        "run $fixtures/scenarios/hello-static.scenario.yaml --list",
        "run $fixtures/scenarios/hello-static.scenario.yaml --json -",
        "run $fixtures/scenarios/hello-static.scenario.yaml --inject-each LocalAlloc",
        "apis $fixtures/guests/bin/armv4i/smd.dll", "--help", "--version",
    ]

    @Test(arguments: commands) func `a full disk and a closed output end with 66`(command: String) throws {
        let result = try Program.shell(
            """
            cebsp \(command) >/dev/full 2>message; echo $?; tail -n 1 message
            cebsp \(command) >&- 2>message; echo $?; tail -n 1 message
            cebsp \(command) 2>/dev/null | head -c 1 >/dev/null; [ ${PIPESTATUS[0]} -lt 64 ] && echo read
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "66", "cebsp: error: standard output: no space left on device", "66",
                "cebsp: error: standard output: bad file descriptor", "read",
            ])
    }

    @Test func `a pipe that nobody reads is no output`() throws {
        let result = try Program.shell(
            """
            mkfifo pipe
            cebsp run $fixtures/scenarios/hello-static.scenario.yaml --trace pipe 2>&1 >/dev/null; echo $?
            cebsp run $fixtures/scenarios/hello-static.scenario.yaml --html pipe 2>&1 >/dev/null; echo $?
            cebsp map $fixtures/boards/omap-1g --output pipe 2>&1; echo $?
            """, in: TemporaryFolder())
        let message = "pipe: is a pipe that nobody reads"
        #expect(
            result.lines == ["cebsp: error: \(message)", "66", "cebsp: error: \(message)", "66", message, "66"])
    }

    @Test func `JUnit and SARIF have the threads of a run that hangs, and why calls failed`() throws {
        let result = try Program.shell(
            """
            for name in hangs/stuck verify/locks; do
                sed -e "s#\\.\\./\\.\\./#$fixtures/#g; s/result: timeout/result: pass/" \\
                    -e 's/how: .*/how: [event]/; /findings:/,$d' \\
                    $fixtures/scenarios/$name.scenario.yaml > x.scenario.yaml
                case $name in verify/*) echo '  findings: []' >> x.scenario.yaml ;; esac
                cebsp run x.scenario.yaml --junit j.xml --sarif s.json >/dev/null
                grep -h -o -e 'could be woken by: stuck.exe' -e 'is of another heap' \\
                    -e 'why: ' j.xml s.json | sort | uniq -c | tr -s ' '
            done
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                " 2 could be woken by: stuck.exe", " 2 is of another heap", " 6 why: ",
            ])
    }

    @Test func `a report on standard output is alone there`() throws {
        let result = try Program.shell(
            """
            for format in json junit html; do
                cebsp run $fixtures/scenarios/hello-static.scenario.yaml --$format - 2>text | head -c 9; echo
                tail -n 1 text | cut -c 1-19
            done
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "{", "  \"vers", "passed: Hello World", "<?xml ver", "passed: Hello World", "<!DOCTYPE",
                "passed: Hello World",
            ])
    }

    @Test func `a quiet run tells what did not pass, and parts of names choose`() throws {
        let result = try Program.shell(
            """
            cp -r $fixtures/scenarios/hello-static.scenario.yaml $fixtures/scenarios/hello-physical.scenario.yaml .
            sed -i "s#\\.\\./#$fixtures/#g" *.yaml
            cebsp run . -q
            cebsp run . --quiet --filter 'above the cap'; echo $?
            sed -i 's/Data: Hello World/Data: Goodbye/' hello-physical.scenario.yaml
            cebsp run . -q | sed 's/ (.*//' | head -n 3
            cebsp run . -q -v 2>&1 | head -n 1
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "2 passed", "0", "failed: Hello World above the cap", "Hello World above the cap",
                "Error: --quiet and --verbose exclude each other",
            ])
    }

    @Test func `names and texts steer neither a terminal nor a CI system`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            version: 1
            name: "n \\e[31m\\x9b2J\\a\\r\\n::error::x \\u202e ##vso[task.complete]"
            board: \(Fixtures.root)/boards/s3c2440/board.yaml
            files: [\(Fixtures.root)/guests/bin/armv4i/printf.exe]
            processes: [{ image: printf.exe }]
            expect: { output: [{ contains: "\\e]0;t\\a\\n::stop-commands::y" }] }
            """, to: "x.scenario.yaml")
        let result = try Program.shell(
            """
            GITHUB_ACTIONS=true TF_BUILD=True cebsp run x.scenario.yaml --json r.json >log
            echo $?
            LC_ALL=C grep -c -P '\\x1b|\\x07|\\r|\\xc2\\x9b|\\xe2\\x80\\xae' log
            grep -v '^::error file=' log | grep -c -E '^[[:space:]]*::|##'
            grep -c '^::error file=x.scenario.yaml,line=6::' log
            """, in: folder)
        #expect(result.lines == ["1", "0", "0", "1"])
    }

    @Test func `few descriptors are no defect`() throws {
        let result = try Program.shell(
            """
            for count in 5 8 12; do
                ( ulimit -n $count; cebsp run $fixtures/scenarios/seed --filter '*hello*' --jobs 4 ) >log 2>&1
                echo $?
            done
            """, in: TemporaryFolder())
        #expect(result.lines == ["66", "0", "0"])
    }

    @Test func `a file whose name is not UTF-8 is told`() throws {
        let result = try Program.shell(
            """
            mkdir d; touch "$(printf 'd/a\\xff.scenario.yaml')" "$(printf 'd/b\\xff.txt')"
            cebsp run d --list; echo $?
            """, in: TemporaryFolder())
        #expect(result.lines == ["d/a\u{FFFD}.scenario.yaml: error: its name is not UTF-8; nothing can name it", "65"])
    }

    @Test func `an output that nobody reads ends the program with the host's time`() throws {
        let result = try Program.shell(
            """
            mkfifo pipe; sleep 20 <pipe & exec 3>pipe
            cebsp run $fixtures/scenarios/seed --repeat 40 --verbose --host-timeout 2 >&3 2>message; echo $?
            kill %1; tail -n 1 message
            """, in: TemporaryFolder())
        #expect(
            result.lines.filter { !$0.contains("Terminated") } == [
                "66", "cebsp: error: standard output takes nothing within --host-timeout",
            ])
    }

    @Test func `reports go neither to one file nor to a scenario`() throws {
        let result = try Program.shell(
            """
            cp $fixtures/scenarios/hello-static.scenario.yaml a.scenario.yaml; ln -s b.json link.json; touch b.json
            cebsp run a.scenario.yaml --json r --junit ./r 2>&1; echo $?
            cebsp run a.scenario.yaml --html b.json --trace link.json 2>&1; echo $?
            cebsp run a.scenario.yaml --json a.scenario.yaml 2>&1; echo $?
            cebsp run a.scenario.yaml --json /dev/null --html /dev/null >/dev/null 2>&1; echo $?
            cmp a.scenario.yaml $fixtures/scenarios/hello-static.scenario.yaml && ls
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "cebsp: error: two reports would go to ./r", "64",
                "cebsp: error: two reports would go to link.json", "64",
                "cebsp: error: a.scenario.yaml is to be run, and a report would go to it", "64",
                "66", "a.scenario.yaml", "b.json", "link.json",
            ])
    }

    @Test func `a report that cannot be written counts more than a scenario that fails`() throws {
        let result = try Program.shell(
            """
            sed "s#\\.\\./#$fixtures/#g; s/Data: Hello/Data: Goodbye/" \\
                $fixtures/scenarios/hello-static.scenario.yaml > a.scenario.yaml
            cebsp run a.scenario.yaml >/dev/null; echo $?
            cebsp run a.scenario.yaml --json /dev/full >/dev/null 2>&1; echo $?
            (ulimit -f 1; cebsp run a.scenario.yaml --html page >/dev/null 2>&1; echo $?)
            """, in: TemporaryFolder())
        #expect(result.lines == ["1", "66", "66"])
    }
}
