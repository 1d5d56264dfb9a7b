import HostSystem
import TestSupport
import Testing

@testable import CEKernel
@testable import Coredll

/// What the functions' declarations say of themselves.
@Suite struct FunctionTableTests {
    private static let path = Fixtures.package + "/Documentation/Functions.md"

    /// `make functions` sets the variable and has the page written instead.
    @Test func `the page of functions is that of the declarations`() throws {
        let text = FunctionPage.text(.standard)
        if HostProcess.number("CEBSP_WRITE_FUNCTIONS") != nil {
            try FileAccess().write(Array(text.utf8), to: Self.path)
        }
        let page = String(decoding: try FileAccess().read(Self.path), as: UTF8.self)
        #expect(page == text, "Documentation/Functions.md is not what the declarations say: run `make functions`")
    }

    @Test func `every argument has a name, and every partial function says what is missing`() {
        for call in CallTable.standard.calls.map(\.description) {
            #expect(call.argumentNames.count == call.formats.count, "\(call.name)")
            #expect(!call.source.isEmpty && !call.source.contains("|"), "\(call.name)")
            #expect(call.support.missing != "" && call.support.missing?.contains("|") != true, "\(call.name)")
        }
    }

    @Test func `functions of each kind are declared as what they are`() throws {
        func description(_ name: String) throws -> CallDescription {
            let index = try #require(CallTable.standard.index(of: name, in: .coredll))
            return CallTable.standard.calls[index].description
        }
        let copy = try description("VirtualCopyEx")
        #expect(copy.prototype == "VirtualCopyEx(hDestProc, lpvDest, hSrcProc, lpvSrc, cbSize, fdwProtect)")
        #expect(copy.support == .full)
        #expect(copy.source == "ee488448")
        #expect(copy.audience == .drivers)
        #expect(try description("printf").prototype == "printf(format, ...)")
        #expect(try description("DisableThreadLibraryCalls").support == .stub)
        #expect(
            try description("LoadLibraryExW").support == .partial("the flags are not looked at: it is LoadLibrary"))
        #expect(try description("wcscpy").formats == [.address, .wideString])
        #expect(try description("strcpy").formats == [.address, .narrowString])
        #expect(try description("LockPages").audience == .kernel)
    }

    /// The trace hash mixes positions.
    @Test func `a function keeps its place in the list`() {
        let names = CallTable.standard.calls.map(\.name)
        #expect(names.prefix(3) == ["VirtualAlloc", "VirtualAllocEx", "VirtualFree"])
        #expect(names.firstIndex(of: "VirtualCopyEx") == 5)
        #expect(names.firstIndex(of: "CreateEventW") == 86)
        #expect(names.firstIndex(of: "memcpy") == 178)
        #expect(names.firstIndex(of: "__dtou64") == 458)
        #expect(names.firstIndex(of: "CeDriverGetDirectCaller") == 623)
    }
}
