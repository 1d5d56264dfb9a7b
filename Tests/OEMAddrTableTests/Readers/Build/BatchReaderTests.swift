import Diagnostics
import OEMAddrTable
import Testing

/// The environment that batch files make.
struct BatchReaderTests {
    private func settings(
        _ text: String, files: [String: String] = [:], defines: [String: String] = [:]
    ) -> (BuildSettings, [Finding]) {
        var sources = MemorySources(files)
        sources.add(SourceFile(path: "board.bat", text: text))
        var inputs = MapInputs(defines: defines)
        inputs.batchFiles = ["board.bat"]
        let reading = MapReader(inputs, sources: sources).read()
        return (reading.settings, reading.findings)
    }

    private func variables(_ text: String, files: [String: String] = [:]) -> [String: String] {
        let (settings, findings) = settings(text, files: files)
        #expect(findings.isEmpty, "\(findings)")
        return settings.variables.filter { settings.assigned.contains($0.key) }
    }

    @Test func `SET gives, empties and uses variables in any case`() {
        let found = variables(
            "@echo off\r\nREM set NO=1\r\nset BSP_A=1\r\n  @SET bsp_b=%bsp_a%2\r\nset \"BSP_C=x y\" & set BSP_D=4\r\n"
                + "set BSP_A=\r\nset /a BSP_E=2*(3+4)\r\n:: set NO=1\r\necho set NO=1\r\nset BSP_F=100%%\r\n")
        #expect(found == ["BSP_B": "12", "BSP_C": "x y", "BSP_D": "4", "BSP_E": "14", "BSP_F": "100%"])
    }

    @Test func `IF in all its forms`() {
        let found = variables(
            """
            set A=1
            if "%A%"=="1" set B=yes
            if "%A%" == "2" set NO=1
            if not "%A%"=="2" set C=yes
            if /i "%B%"=="YES" set D=yes
            if defined A set E=yes
            if not defined NOWHERE set F=yes
            if %A% EQU 1 if %A% LSS 2 set G=yes
            if [%NOWHERE%]==[] set H=yes
            if exist other.bat set I=yes
            if exist missing.bat set NO=1
            """, files: ["other.bat": ""])
        #expect(
            found == [
                "A": "1", "B": "yes", "C": "yes", "D": "yes", "E": "yes", "F": "yes", "G": "yes", "H": "yes",
                "I": "yes",
            ])
    }

    @Test func `blocks nest, have an else, and take variables as they were before the block`() {
        let found = variables(
            """
            set RAM=256
            if "%RAM%"=="128" (
                set SIZE=small
            ) else if "%RAM%"=="256" (
                set RAM=512
                set SEEN=%RAM%
                if "%RAM%"=="256" (set SIZE=large) else (set SIZE=wrong)
            ) else (
                set SIZE=none
            )
            """)
        #expect(found == ["RAM": "512", "SEEN": "256", "SIZE": "large"])
    }

    @Test func `GOTO, labels, CALL and SETLOCAL`() {
        let found = variables(
            """
            goto START
            set NO=1
            :START
            call more.bat
            call :SUB
            call nowhere.bat
            setlocal
            set LOCAL=1
            endlocal
            if "%FROM_MORE%"=="1" goto :EOF
            set NO=1
            :SUB
            set FROM_SUB=1
            exit /b 0
            """, files: ["more.bat": "set FROM_MORE=1\nsetlocal\nset INNER=1\n"])
        #expect(found == ["FROM_MORE": "1", "FROM_SUB": "1"])
    }

    @Test func `parts of values`() {
        let found = variables("set A=ABCDEF\nset B=%A:~1,2%\nset C=%A:~-2%\nset D=%A:CD=x%\nset E=%A:~2%\n")
        #expect(found == ["A": "ABCDEF", "B": "BC", "C": "EF", "D": "ABxEF", "E": "CDEF"])
    }

    @Test func `FOR goes through lists, numbers, texts and files`() {
        let found = variables(
            """
            set LIST=A B
            for %%i in (BSP_ONE,BSP_TWO "BSP THREE") do set %%~i=1
            for %%x in (%LIST%) do (
                if "%%x"=="B" (set LAST=%%x) else (
                    set FIRST=%%x
                )
            )
            for /L %%n in (4,-2,0) do set N%%n=%%n
            for /F "tokens=1,2 delims==" %%a in ("BSP_RAM=64") do set %%a=%%b
            for /F "tokens=2-3*" %%a in (list.txt) do set %%a=%%b+%%c
            for %%i in (1 2 3) do for %%j in (x) do set P%%i%%j=%%~nxj
            for %%i in (1 2) do if %%i==1 goto OUT
            set NO=1
            :OUT
            """, files: ["list.txt": "; no line\nx Q 1 2 3\n\ny R 4\n"])
        #expect(
            found == [
                "LIST": "A B", "BSP_ONE": "1", "BSP_TWO": "1", "BSP THREE": "1", "FIRST": "A", "LAST": "B", "N4": "4",
                "N2": "2", "N0": "0", "BSP_RAM": "64", "Q": "1+2 3", "R": "4+", "P1X": "x", "P2X": "x", "P3X": "x",
            ])
    }

    @Test func `variables between exclamation marks are taken when a command runs, where SETLOCAL says so`() {
        let found = variables(
            """
            set A=old
            if 1==1 (
                set A=new
                set B=!A!
            )
            setlocal enabledelayedexpansion
            set UART1=0x49020000
            for %%n in (1) do (
                set A=%%n
                set C=!A!%A%
                set D=!UART%%n!
                if "!A!"=="1" set E=!A:1=one!
                if defined UART!A! set F=yes
            )
            call :KEEP !C! !D!
            goto :EOF
            :KEEP
            endlocal & set KEPT=%1 %~2
            """)
        #expect(found == ["A": "new", "B": "!A!", "KEPT": "1new 0x49020000"])
    }

    @Test func `CALL hands over arguments, and replaces variables twice`() {
        let found = variables(
            """
            set NAME=RAM
            set RAM=64
            call set SIZE=%%%NAME%%%
            call :SUB one "two three"
            set AFTER=[%1]
            goto :EOF
            :SUB
            set FIRST=%1
            set SECOND=%~2
            set ALL=%*
            """)
        #expect(
            found == [
                "NAME": "RAM", "RAM": "64", "SIZE": "64", "FIRST": "one", "SECOND": "two three", "AFTER": "[]",
                "ALL": "one \"two three\"",
            ])
    }

    @Test func `a loop that is not carried out is told where it would set something`() {
        let text =
            "for /F %%v in ('ver') do set VERSION=%%v\nfor %%f in (*.txt) do echo %%f\nfor /D %%d in (x) do set D=1\n"
        let (settings, findings) = settings(text)
        #expect(settings.assigned == [])
        #expect(findings.map { "\($0.id) \($0.severity) \($0.location.line)" } == ["CE0014 note 1", "CE0014 note 3"])
    }

    @Test func `what the user gives wins, and what the build always sets is there`() {
        let (settings, _) = settings("set RAM=256\nset OUT=%_FLATRELEASEDIR%\n", defines: ["RAM": "64"])
        #expect(settings.variables["RAM"] == "64")
        #expect(settings.variables["OUT"] == "%_FLATRELEASEDIR%")
        #expect(settings.variables["WINCEDEBUG"] == "retail")
        #expect(settings.variables["_TGTCPUFAMILY"] == "ARM")
    }

    @Test(arguments: [
        ":A\nset X=%X:~1,2%x\ngoto A\n", "call board.bat\n", ":A\ncall :A\n",
        "set X=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n:A\nset X=%X%%X%\ngoto A\n",
        String(repeating: "if a==a ", count: 3_000) + "set X=1\n", String(repeating: "(", count: 30_000),
        String(repeating: "if a==a (\n", count: 2_000), String(repeating: "set X=1&", count: 3_000),
        (0..<20_000).map { "set V\($0)=1\n" }.joined(), "set A=%" + String(repeating: "%B", count: 100_000),
        "for /L %%i in (1,0,2) do set X=1\n", "for /L %%i in (0,1,2000000000) do set X=%%i\n",
        String(repeating: "for /L %%i in (1,1,99) do ", count: 60) + "set X=%%i\n",
        "for %%i in (" + String(repeating: "%%i ", count: 5_000) + ") do for %%j in (%%i) do set X=%%j\n",
        "setlocal enabledelayedexpansion\n:A\nset X=!X!!X!xxxxxxxxxxxxxxxxxxxxxxxx\ngoto A\n",
        "for\nfor %%\nfor %%i\nfor %%i in\nfor %%i in (a\n)\nfor %%i in (a) do\n",
        "for /F \"tokens=9-1,*,x\" %%a in (\"\") do\nfor /F \"tokens=\" %%a in (\"x\") do set X=%%a\n",
        "if\nset\ncall\ngoto\n%\n^\n(\n)\nif not\nif defined\nset =x\nset \"\nif a==\n",
    ])
    func `batch files without end or sense come to an end`(_ text: String) {
        let (settings, findings) = settings(text)
        #expect(settings.variables.count < 10_100)
        #expect(findings.allSatisfy { $0.id == "CE0002" && $0.severity == .warning })
    }
}
