import PEImage
import TestSupport
import Testing

/// Drivers as engineers of board support packages wrote them, unchanged.
@Suite struct BoardPackageTests {
    private static let sources = ["ringbuf.c", "gpio.cpp", "backlight.cpp", "i2c.c", "keypad.c", "spi.cpp"]

    @Test(arguments: ["1c2", "1c4"]) func `drivers build at the first try, and work`(machine: String) throws {
        let folder = try TemporaryFolder()
        let builds = Self.sources.map { source in
            let image = "bin/\(source.prefix { $0 != "." }).dll"
            return "cebsp cc \(source) -o \(image) --machine \(machine) || exit 9"
        }
        let (status, lines) = try Program.shell(
            """
            cp -r "$fixtures/compile/drivers" drivers && cp -r "$fixtures/boards/omap-1g" board
            cd drivers && mkdir bin
            sed -i 's#^board: .*#board: ../board/board.yaml#' drivers.scenario.yaml
            \(builds.joined(separator: "\n"))
            cebsp cc app.c -o bin/app.exe --machine \(machine) && cebsp run drivers.scenario.yaml
            """, in: folder)
        #expect(status == 0, "\(lines.joined(separator: "\n"))")
        // What is said of them: that their entry points are exported, and that nothing is guarded.
        let warnings = lines.filter { $0.contains("warning:") }
        #expect(
            warnings.map { $0.split(separator: " [")[0] } == [
                "ringbuf.c:133:5: warning: __try guards nothing here: a fault in the block is not caught",
                "ringbuf.c:138:7: warning: __finally runs at the end of its block: return and goto pass it over",
                "gpio.cpp:81:9: warning: __try guards nothing here: a fault in the block is not caught",
            ])
    }

    @Test(arguments: ["", "if (value) __leave; else result = 2;"]) func `blocks that guard nothing run in order`(
        statement: String
    ) throws {
        let build = try Compiling([
            "app.c": """
            #include <windows.h>
            static int Run(int value)
            {
                int result = 1;
                __try { \(statement) result += 10; } __finally { result += 100; }
                __try { result += 1000; } __except (GetExceptionCode() == STATUS_ACCESS_VIOLATION) { result = 0; }
                return result;
            }
            int wmain(int argc, WCHAR **argv) { printf("%d %d\\n", Run(0), Run(1)); return 0; }

            """
        ])
        let (status, text) = try build.cc("app.c -o app.exe")
        #expect(status == 0, "\(text)")
        #expect(try build.runs("app.exe", writing: [statement.isEmpty ? "1111 1111" : "1112 1101"]))
    }

    @Test func `the layers above drivers are declared, and the machine's lack of a network is told`() throws {
        let build = try Compiling([
            "flash.c": """
            #include <windows.h>
            #include <fmd.h>
            #include <diskio.h>
            #include <serhw.h>
            #include <battimpl.h>
            #include <cardserv.h>
            #include <tuple.h>
            #include <usbdi.h>
            #include <sipapi.h>
            BOOL FMD_ReadSector(SECTOR_ADDR a, LPBYTE b, PSectorInfo s, DWORD n) { return a + n < 100 && b && s; }
            BOOL f(PSG_REQ r) { SectorInfo s; return FMD_ReadSector(r->sr_start, r->sr_sglist[0].sb_buf, &s, 1); }
            HW_VTBL table;
            USB_DEVICE_DESCRIPTOR device;

            """,
            "net.cpp": """
            #include <winsock2.h>
            int f() { fd_set s; FD_ZERO(&s); FD_SET(3, &s); return FD_ISSET(3, &s) && socket(AF_INET, SOCK_STREAM, 0); }

            """,
        ])
        try build.build("flash.c -o flash.lib")
        let (status, text) = try build.cc("net.cpp -o net.lib")
        #expect(status == 0 && text.contains("'socket' declared with 'warning' attribute"), "\(text)")
    }

    @Test func `exports come of a definition by its option, and of a prefix`() throws {
        let build = try Compiling([
            "drv.c": """
            #include <windows.h>
            DWORD XYZ_Init(LPCWSTR key) { return 1; }
            int Other(void) { return 2; }

            """, "exports.txt": "LIBRARY other.dll\nEXPORTS\n  Other @7\n",
        ])
        try build.build("drv.c -o drv.dll --def exports.txt --exports XYZ")
        #expect(try build.image("drv.dll").exports.indicesByName.keys.sorted() == ["Other", "XYZ_Init"])
        let (status, text) = try build.cc("drv.c -o drv.dll --def nowhere.txt")
        #expect(status == 66 && text.contains("nowhere.txt"), "\(text)")
    }
}
