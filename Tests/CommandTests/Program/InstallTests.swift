import HostSystem
import TestSupport
import Testing

/// `make install` and `make uninstall`, without make: into folders of their own, from the programs beside the tests.
@Suite struct InstallTests {
    private static let build = FilePath.directory(of: Program.path)

    private func run(_ script: String, in folder: TemporaryFolder) throws -> (status: Int32, lines: [String]) {
        try Program.shell(
            """
            place() { DESTDIR="$PWD/root folder" PREFIX=/opt/ce PATH=/usr/bin:/bin '\(Fixtures.package)'/Install/"$@"; }
            build='\(Self.build)'
            root='root folder/opt/ce'
            \(script)
            """, in: folder)
    }

    @Test func `what is installed runs where it lies, and goes without a rest`() throws {
        let result = try run(
            """
            place install "$build" >installed || exit 1
            cut -d , -f 1 installed
            "$root/bin/cebsp" run "$root/share/cebsp/examples" | tail -n 1
            "$root/bin/cebench" --version | cut -d , -f 1
            (mkdir away && cd away && "../$root/bin/cebench" run scenario --samples 1 --budget 0.1 | grep -c '^scenario ')
            head -n 1 "$root/share/man/man1/cebsp-run.1"
            bash -n "$root/share/bash-completion/completions/cebsp" && echo completes
            for file in share/cebsp/schemas/board.schema.json share/cebsp/sdk/include/windows.h share/doc/cebsp/README.md \\
                share/zsh/site-functions/_cebench share/fish/vendor_completions.d/cebsp.fish; do
                [ -s "$root/$file" ] || echo "no $file"
            done
            echo mine > "$root/share/cebsp/mine"
            place uninstall | cut -d ' ' -f 1
            find "$root" ! -type d
            place uninstall 2>/dev/null || echo $?
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "installed cebsp 0.1.0", "5 passed", "cebench 0.1.0", "1",
                #".TH CEBSP\-RUN 1 "" "cebsp 0.1.0" "User Commands""#, "completes", "uninstalled",
                "root folder/opt/ce/share/cebsp/mine", "66",
            ])
    }

    @Test func `what an older version has besides goes, and its list leads nowhere else`() throws {
        let result = try run(
            """
            mkdir -p "$root/share/cebsp/old" "$root/bin"
            touch "$root/share/cebsp/old/page" "$root/bin/cebsp" "$root/bin/other" kept
            printf '%s\\n' share/cebsp/old/page bin/cebsp ../../../kept > "$root/share/cebsp/installed-files"
            place install "$build" 2>&1 | cut -d , -f 1
            ls -d "$root/share/cebsp/old" "$root/bin/other" kept 2>/dev/null
            [ -s "$root/bin/cebsp" ] && echo new
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "remove: '../../../kept' is no file of an installation", "installed cebsp 0.1.0", "kept",
                "root folder/opt/ce/bin/other", "new",
            ])
    }

    @Test func `a place that takes nothing and programs that are not there are told before anything is made`() throws {
        let result = try run(
            """
            PREFIX=here DESTDIR= '\(Fixtures.package)'/Install/install "$build"; echo $?
            place install nowhere; echo $?
            mkdir -p "$root"; touch "$root/share"
            place install "$build" 2>&1 | cut -c 1-24; find "$root" ! -type d
            """, in: TemporaryFolder())
        #expect(
            result.lines == [
                "install: PREFIX is an absolute path, not 'here'", "64",
                "install: there is no nowhere/cebsp: run 'make release' first", "66", "install: cannot write to",
                "root folder/opt/ce/share",
            ])
    }
}
