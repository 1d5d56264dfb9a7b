import HostSystem
import TestSupport
import Testing

/// A driver DRV1: of a few lines and an application, built with their symbols, whose runs a test looks at.
struct DriverTrial {
    private let build: Compiling
    private let isUserMode: Bool

    /// What every stream driver has; DRV_IOControl, and what it calls, are the test's.
    private static let rest = """
        #include <windows.h>
        DWORD DRV_Init(LPCWSTR key, LPCVOID bus) { return 1; }
        BOOL DRV_Deinit(DWORD device) { return TRUE; }
        DWORD DRV_Open(DWORD device, DWORD access, DWORD share) { return device; }
        BOOL DRV_Close(DWORD open) { return TRUE; }
        BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) { return TRUE; }

        """
    /// Gives the driver the code of its command line, and a word of its own as input.
    private static let caller = """
        #include <windows.h>
        static DWORD word = 7;
        int wmain(int argc, WCHAR **argv) {
            DWORD n, in[1] = { (DWORD)&word };
            BYTE out[8];
            HANDLE d = CreateFile(L"DRV1:", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
            if (!DeviceIoControl(d, _wtol(argv[1]), in, 4, out, 8, &n, NULL)) printf("error %u\\n", GetLastError());
            return 0;
        }

        """

    /// - Parameters:
    ///   - driver: the source with DRV_IOControl; what it includes is in front of it.
    ///   - application: the source of the application; without it one that calls the driver once.
    ///   - isUserMode: whether the driver runs in a host process.
    init(driver: String, application: String = caller, isUserMode: Bool = false) throws {
        self.isUserMode = isUserMode
        build = try Compiling([
            "drv.c": "#include <windows.h>\n#include <pkfuncs.h>\n#include <ceddk.h>\n#line 1\n" + driver + "\n",
            "rest.c": Self.rest, "app.c": application,
        ])
        try build.build("-g drv.c rest.c -o drv.dll --prefix DRV")
        try build.build("-g app.c -o app.exe")
    }

    /// Runs the application with a command line.
    /// - Returns: what `cebsp run` wrote.
    func run(_ argument: String, options: String = "", files: String = "") throws -> [String] {
        try build.folder.write(
            """
            version: 1
            name: trial
            board: board.yaml
            timeout: 200ms
            files: [drv.dll, app.exe\(files)]
            symbols: [drv.elf, app.elf]
            drivers: [{ name: Drv, dll: drv.dll, prefix: DRV, index: 1\(isUserMode ? ", mode: user" : "") }]
            processes: [{ image: app.exe, arguments: "\(argument)" }]
            """, to: "trial.scenario.yaml")
        return try Program.shell("cebsp run trial.scenario.yaml \(options)", in: build.folder).lines
    }
}

extension [String] {
    /// The texts of the lines that begin with a label, `hint`, without it.
    func told(_ label: String) -> [String] {
        compactMap { line in
            let text = line.drop { $0 == " " }
            return text.hasPrefix("\(label): ") ? String(text.dropFirst(label.count + 2)) : nil
        }
    }
}
