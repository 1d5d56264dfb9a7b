import CEKernel
import HostSystem
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

struct ExplanationTests {
    private static let repository = Fixtures.package

    private static func files(below folder: String) throws -> [String] {
        try FileAccess().contents(of: folder).flatMap { entry in
            let path = FilePath.join(folder, entry.name)
            return entry.isFolder ? try files(below: path) : [path]
        }
    }

    @Test func `the page of the rules is what the rules say`() throws {
        let page = try FileAccess().read(FilePath.join(Self.repository, "Documentation/Rules.md"))
        #expect(
            String(decoding: page, as: UTF8.self) == RulesPage.text,
            "make it again: cebsp explain --rules-page > Documentation/Rules.md")
    }

    @Test func `a rule is explained with its source and both examples`() throws {
        let text = try #require(Explanation(of: "ce0101")).text
        #expect(text.hasPrefix("CE0101  error: A row lies outside the static window\n"))
        for part in ["Source: Windows Embedded CE", "Bad, oemaddrtab_cfg.inc:", "Good, oemaddrtab_cfg.inc:"] {
            #expect(text.contains(part))
        }
    }

    @Test func `findings of the readers are explained`() {
        for finding in ReadingFinding.allCases { #expect(Explanation(of: finding.rawValue) != nil) }
    }

    @Test func `whatever the program can print as an id is explained`() throws {
        var ids: Set<String> = []
        for path in try Self.files(below: FilePath.join(Self.repository, "Sources")) where path.hasSuffix(".swift") {
            let text = String(decoding: try FileAccess().read(path), as: UTF8.self)
            for match in text.matches(of: /"(CE[0-9]{4})"/) { ids.insert(String(match.1)) }
        }
        #expect(ids.isSuperset(of: ["CE0001", "CE0101", "CE0801", "CE0820", "CE0901", "CE0902"]))
        for id in ids.sorted() { #expect(Explanation(of: id) != nil, "\(id)") }
    }

    @Test func `whatever error has a name is explained`() {
        for (code, name) in ErrorNames.names { #expect(ErrorCode(named: "\(code)")?.name == name) }
    }

    @Test(arguments: ["5", "6", "8", "24", "32", "50", "55", "87", "110", "0x57", "error_invalid_parameter"])
    func `an error code is explained`(_ name: String) throws {
        #expect(try #require(Explanation(of: name)).text.hasPrefix("ERROR_"))
    }

    @Test func `a fault status is explained, whatever its other bits`() throws {
        #expect(try #require(Explanation(of: "fsr:0x5")).text.hasPrefix("section-translation"))
        #expect(try #require(Explanation(of: "dfsr:0x807")).text.hasPrefix("page-translation"))
        #expect(try #require(Explanation(of: "FSR:0x406")).text.hasPrefix("asynchronous-external-abort"))
        #expect(try #require(Explanation(of: "page-permission")).text.hasPrefix("page-permission"))
    }

    @Test(arguments: ["", "CE9999", "-1", "0x", "fsr:", "99999999999999999999"])
    func `an unknown name is not explained`(_ name: String) { #expect(Explanation(of: name) == nil) }

    @Test(arguments: ["193", "1114", "1610", "2404", "183", "1006", "258", "126", "0xc0000005", "0x80000002"])
    func `what the machine sets and reports has an entry`(_ name: String) { #expect(Explanation(of: name) != nil) }

    @Test(arguments: [
        ("32", ["ERROR_SHARING_VIOLATION (32, 0x20)"]),
        ("64", ["ERROR_NETNAME_DELETED (64, 0x40)", "cebsp's exit status (64)"]),
        ("259", ["ERROR_NO_MORE_ITEMS (259, 0x103)", "STILL_ACTIVE (259)"]),
        ("0x80070057", ["E_INVALIDARG (0x80070057)", "HRESULT 0x80070057"]),
        ("8007000e", ["E_OUTOFMEMORY (0x8007000e)", "HRESULT 0x8007000e"]),
        ("e_accessdenied", ["E_ACCESSDENIED (0x80070005)"]), ("1056", ["ERROR_SERVICE_ALREADY_RUNNING (1056, 0x420)"]),
        ("0x01010098", ["IOCTL_HAL_REQUEST_SYSINTR (0x01010098)"]), ("leaked", ["leaked"]),
        ("4294967295", ["WAIT_FAILED (0xffffffff)", "INVALID_HANDLE_VALUE (0xffffffff)", "INFINITE (0xffffffff)"]),
        ("DFSR=00000807", ["page-translation (fault status 0x7)"]),
        ("@1602", ["MapCallerPtr(ptr, dwLen)  (coredll.dll @1602)"]),
    ])
    func `a number has all its meanings`(name: String, titles: [String]) throws {
        let text = try #require(Explanation(of: name)).text
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        for title in titles { #expect(parts.contains(Substring(title)), "\(title)") }
        #expect(parts.count { $0.hasSuffix(")") && !$0.hasPrefix("CTL") } <= titles.count)
    }

    @Test func `a function is explained with what newer systems made of it`() throws {
        let removed = try #require(Explanation(of: "MapPtrToProcess")).text
        #expect(removed.hasPrefix("MapPtrToProcess(lpv, hProc)  (coredll.dll @598)\n"))
        #expect(removed.contains("through CeAllocAsynchronousBuffer."))
        #expect(
            try #require(Explanation(of: "virtualcopyex")).text.contains("For drivers. The machine does what CE does."))
        let missing = try #require(Explanation(of: "GetCallerProcessIndex")).text
        #expect(missing.contains("Not provided: a call stops the calling thread with a message."))
        let result = try Program.shell("cebsp explain VirtualCopyx; echo $?", in: TemporaryFolder())
        #expect(result.lines.last == "64")
        #expect(result.lines.first?.hasSuffix("word of a report; did you mean 'VirtualCopy'?") == true)
    }

    @Test func `a log is read as it comes, and software's exceptions and patterns are told`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            Exception 'Raised Exception' (-1): Thread-Id=052a0022(pth=8fd5c020)
            PC=40026ee8(coredll.dll+0x00016ee8) RA=8005a1a0(kernel.dll+0x000071a0) SP=0003fbb0, BVA=00000000
            Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e)
            PC=ffffffff RA=c001136c(drvf.dll+0x0000136c) SP=d000ffc8, BVA=deadbeef
            Unhandled exception c0000005: Terminating thread
            """, to: "log.txt")
        let result = try Program.shell("(sleep 0.2; cat log.txt) | cebsp explain --log -", in: folder)
        #expect(
            result.lines == [
                "Exception 'Raised Exception' (-1): Thread-Id=052a0022(pth=8fd5c020)",
                "  software raised it, with RaiseException or throw; BVA means nothing then",
                "Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e)",
                "  a load or store that the MMU or the bus refused; BVA is its address",
                "PC=ffffffff RA=c001136c(drvf.dll+0x0000136c) SP=d000ffc8, BVA=deadbeef",
                "  PC: no code is there: a pointer to a function was never set, or memory with it was overwritten",
                "  BVA: the pattern 0xdeadbeef, with which debug builds fill memory that was not set, or was freed",
                "Unhandled exception c0000005: Terminating thread",
                "  c0000005: STATUS_ACCESS_VIOLATION: An access to memory that is not mapped, or not for this access. "
                    + "As an exit code: nobody handled it, and the process was ended. The report above it says whose "
                    + "address it was.",
            ])
    }

    @Test func `a report of a device is decoded with the names of companion files`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            0x8fc5: something else
            Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e), Proc-Id=00400002(pprc=c8400002) 'a.exe'
            PC=00011114(stuck.exe+0x00001114) RA=00011234(stuck.exe+0x00001234) SP=d000ffbc, BVA=00000010
            AKY=00000005 PC=00012345(???+0x00012345) BVA=a0001000 FSR=00000007
            """, to: "log.txt")
        let result = try Program.shell(
            "cebsp explain --log log.txt --symbols $fixtures/guests/bin/armv4i/stuck.elf", in: folder)
        #expect(
            result.lines == [
                "Exception 'Data Abort' (4): Thread-Id=0040000e(pth=c840000e), Proc-Id=00400002(pprc=c8400002) 'a.exe'",
                "  a load or store that the MMU or the bus refused; BVA is its address",
                "PC=00011114(stuck.exe+0x00001114) RA=00011234(stuck.exe+0x00001234) SP=d000ffbc, BVA=00000010",
                "  PC: stuck.exe+0x00001114: WinMain+0x114",
                "  RA: stuck.exe+0x00001234: WinMainCRTStartup+0x8",
                "  BVA: a member 0x10 bytes behind a NULL pointer, or a handle taken for a pointer",
                "AKY=00000005 PC=00012345(???+0x00012345) BVA=a0001000 FSR=00000007",
                "  PC: no image is there: a pointer to a function is wrong, or the image was unloaded",
                "  BVA: the kernel's uncached static map: 0x80001000 without the cache",
                "  FSR: page-translation: The second-level descriptor is invalid: the page is reserved or free, "
                    + "not committed, or was decommitted.",
            ])
    }
}
