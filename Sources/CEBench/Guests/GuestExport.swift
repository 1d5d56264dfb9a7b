/// The sources of the benchmark's driver and applications, for a board.
package enum GuestExport {
    package struct File: Sendable {
        /// Relative to the folder.
        package let name: String
        package let content: [UInt8]

        fileprivate init(_ name: String, _ content: [UInt8]) {
            self.name = name
            self.content = content
        }

        fileprivate init(_ name: String, text: String) { self.init(name, Array((text + "\n").utf8)) }
    }

    /// In the order in which they are written.
    package static var files: [File] {
        [
            File("README.txt", text: readme), File("frm.c", PackageResources.frm_c_txt),
            File("frames.h", PackageResources.frames_h_txt), File("frames.c", PackageResources.frames_c_txt),
            File("measure.c", PackageResources.measure_c_txt), File("frm.def", text: exports),
            File("programs.json", text: programs), File("dirs", text: "DIRS=frm frames measure"),
            File("frm/sources", text: sources("frm", "DYNLINK", entry: "DLLENTRY=DllMain\nDEFFILE=..\\frm.def")),
            File("frames/sources", text: sources("frames", "PROGRAM", entry: "EXEENTRY=mainWCRTStartup")),
            File("measure/sources", text: sources("measure", "PROGRAM", entry: "EXEENTRY=mainWCRTStartup")),
        ] + ["frm", "frames", "measure"].map { File("\($0)/makefile", text: "!INCLUDE $(_MAKEENVROOT)\\makefile.def") }
    }

    private static let names = ["Init", "Deinit", "Open", "Close", "Read", "IOControl"].map { "FRM_\($0)" }

    private static var exports: String {
        "LIBRARY frm.dll\nEXPORTS\n" + names.map { "    \($0)" }.joined(separator: "\n")
    }

    private static var programs: String {
        """
        {
          "programs": [
            { "output": "frm.dll", "sources": ["frm.c"],
              "exports": [\(names.map { "\"\($0)\"" }.joined(separator: ", "))] },
            { "output": "frames.exe", "sources": ["frames.c"] },
            { "output": "measure.exe", "sources": ["measure.c"] }
          ]
        }
        """
    }

    /// What Platform Builder builds a program by.
    private static func sources(_ name: String, _ type: String, entry: String) -> String {
        """
        TARGETNAME=\(name)
        TARGETTYPE=\(type)
        RELEASETYPE=PLATFORM
        \(entry)
        INCLUDES=..;$(_COMMONOAKROOT)\\inc
        TARGETLIBS=$(_COMMONSDKROOT)\\lib\\$(_CPUINDPATH)\\coredll.lib
        SOURCES=..\\\(name).c
        """
    }

    private static let readme = """
        What cebench measures, for a board with Windows CE
        --------------------------------------------------

        frm.dll      the driver: maps memory into its caller, and hands over camera frames
        frames.exe   the application that cebench itself runs on the emulated board
        measure.exe  the application for a board: it takes the times and writes \\device.txt

        1. Build. Each of the three ways gives the same programs.

           Platform Builder   copy this folder into the BSP, and build it (`build` reads dirs and sources)
           eMbedded Visual C++, Visual Studio
                              a project for each: a DLL of frm.c with frm.def, applications of measure.c and frames.c
                              with the entry mainWCRTStartup. frm.c needs pkfuncs.h, which the BSP's headers have
           cebsp cc           mkdir bin && cebsp cc programs.json -o bin --machine 1c2
                              (1c2 for CE 5 to Compact 7, 1c4 for Compact 2013)

        2. Copy frm.dll and measure.exe to \\Windows on the board.

        3. Run measure.exe. It activates the driver itself, takes a few seconds, prints what it measures, and writes the
           same to \\device.txt. The driver allocates what is mapped. To map RAM by its physical address, name a region
           that nobody uses, such as a RESERVED one of config.bib:

               measure 100 86000000 2000000

           100 is the time for each workload in milliseconds; physical address and bytes are hexadecimal. What lies
           there is overwritten. A wrong address can stop the board.

        4. Copy device.txt to the host.

               cebench run --json run.json
               cebench compare device.txt run.json
               cebench run copy-map release --estimate device.txt

        Up to CE 5 the driver maps into the memory that all processes share, since it cannot map into its caller there.
        """
}
