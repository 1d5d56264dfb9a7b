import GuestAddress
import TestSupport
import Testing
import Unicorn

@testable import CEKernel
@testable import CEMemory

/// Where images go, what their imports get, and what is left when one cannot be loaded.
@Suite struct LoaderTests {
    private let harness: CallHarness
    private var kernel: Kernel { harness.kernel }

    init() throws {
        harness = try CallHarness()
        kernel.files.add(named: "exp.dll", bytes: Self.exporting.bytes())
        kernel.files.add(named: "imp.dll", bytes: Self.importing("exp.dll").bytes())
    }

    /// Exports `Answer`, at 0x1000.
    private static var exporting: ImageBuilder {
        var builder = ImageBuilder()
        var data = [UInt8].words(0, 0, 0, 0x2040, 1, 1, 1, 0x2028, 0x202C, 0x2030)
        data += .words(0x1000, 0x2050) + .halves(0)
        data += [UInt8](repeating: 0, count: 0x40 - data.count)
        data += .text("exp.dll") + [UInt8](repeating: 0, count: 8) + .text("Answer")
        _ = builder.add(".edata", data, directory: 0)
        return builder
    }

    /// Imports `Answer` and `Question` of a library to the words at 0x20A0, and Sleep of coredll to 0x20B0; a pointer
    /// to its own data is at 0x3000.
    private static func importing(_ library: String) -> ImageBuilder {
        var builder = ImageBuilder()
        var data = [UInt8].words(0x2080, 0, 0, 0x20C0, 0x20A0) + .words(0x2090, 0, 0, 0x20D0, 0x20B0)
        data += [UInt8](repeating: 0, count: 0x80 - data.count)
        data += .words(0x20E0, 0x20F0, 0, 0) + .words(0x2100, 0, 0, 0)
        data += .words(0x20E0, 0x20F0, 0, 0) + .words(0x2100, 0, 0, 0)
        for text in [library, "COREDLL.dll"] { data += padded(.text(text)) }
        for name in ["Answer", "Question", "Sleep"] { data += padded([0, 0] + .text(name)) }
        _ = builder.add(".idata", data, directory: 1)
        builder.sections[1].characteristics = 0xC000_0040
        _ = builder.add(".data", .words(0x1000_1234))
        _ = builder.add(".reloc", .words(0x3000, 12) + .halves(0x3000, 0), directory: 5)
        return builder
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
    }

    private func load(_ name: String, into process: Process) throws -> [Module] {
        try kernel.load(kernel.imageFile(named: name), into: process)
    }

    @Test func `libraries come before what needs them, each at one address in every process`() throws {
        let modules = try load("imp.dll", into: harness.process)
        #expect(modules.map(\.name) == ["exp.dll", "imp.dll"])
        #expect(modules.map(\.base.rawValue) == [0x4002_0000, 0x4001_0000])
        let other = try kernel.makeProcess(named: "other.exe")
        #expect(try load("exp.dll", into: other).map(\.base.rawValue) == [0x4002_0000])
        #expect(try load("imp.dll", into: other).map(\.base.rawValue) == [0x4001_0000])
        #expect(try load("exp.dll", into: kernel.processes.nk).map(\.base.rawValue) == [0xC001_0000])
    }

    @Test func `a slot gets the export, the machine's function, or a stub that says what is missing`() throws {
        let module = try #require(try load("imp.dll", into: harness.process).last)
        let view = kernel.view(of: harness.process)
        #expect(try view.word(module.base.rawValue + 0x20A0) == 0x4002_1000)
        let stub = try view.word(module.base.rawValue + 0x20A4)
        #expect(stub == 0xF107_0000)
        #expect(kernel.loader.missingImport(0)?.symbol == "Question")
        #expect(kernel.loader.missingImport(0)?.importer == "imp.dll")
        let sleep = try #require(kernel.calling.table.index(of: "Sleep", in: .coredll))
        let address = kernel.calling.traps.address(ofCall: kernel.calling.table.slots[sleep])
        #expect(try view.word(module.base.rawValue + 0x20B0) == address)
    }

    @Test func `pointers move with the image, and pages have the protection of their section`() throws {
        let module = try #require(try load("imp.dll", into: harness.process).last)
        let base = module.base.rawValue
        let user = GuestView(
            memory: kernel.memory.physical, regime: harness.process.regime, privileged: false)
        #expect(try user.word(base + 0x3000) == 0x4001_1234)
        #expect(try user.word(base + 0x1000) == 0xE12F_FF1E)
        for page in [0x0, 0x1000, 0x3000] as [UInt32] {
            #expect(throws: GuestFault.self, "\(page)") { try user.setWord(0, base + page) }
        }
        try user.setWord(7, base + 0x20B0)
        #expect(try user.word(base + 0x20B0) == 7)
    }

    @Test func `an image whose library cannot be read is not loaded, and takes nothing`() throws {
        kernel.files.add(named: "bad.dll", bytes: [0x4D, 0x5A, 1, 2, 3])
        kernel.files.add(named: "two.dll", bytes: Self.importing("bad.dll").bytes())
        // Page tables stay with the process: the first image takes those.
        _ = try load("exp.dll", into: harness.process)
        let free = kernel.memory.pool.free
        #expect(throws: CEError.badExeFormat) { try load("two.dll", into: harness.process) }
        #expect(harness.process.modules.map(\.name) == ["exp.dll"])
        #expect(kernel.memory.pool.free == free)
        #expect(kernel.output.lines.count { $0.hasPrefix("bad.dll cannot be loaded: ") } == 1)
        #expect(throws: CEError.fileNotFound) { try load("none.dll", into: harness.process) }
    }

    @Test func `two libraries that need each other are loaded once each`() throws {
        kernel.files.add(named: "one.dll", bytes: Self.importing("two.dll").bytes())
        kernel.files.add(named: "two.dll", bytes: Self.importing("one.dll").bytes())
        #expect(try load("one.dll", into: harness.process).map(\.name) == ["two.dll", "one.dll"])
        #expect(harness.process.modules.map(\.references) == [2, 1])
    }

    @Test func `a chain of libraries that is too long is refused whole`() throws {
        for number in 0..<40 {
            kernel.files.add(named: "c\(number).dll", bytes: Self.importing("c\(number + 1).dll").bytes())
        }
        #expect(throws: CEError.badExeFormat) { try load("c0.dll", into: harness.process) }
        #expect(harness.process.modules.isEmpty)
    }
}
