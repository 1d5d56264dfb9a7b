import OEMAddrTable
import TestSupport
import Testing

/// Inputs that the fuzzers found, and the seeds they start from: none may crash or hang a reader.
struct FuzzReplayTests {
    /// Every file of `fixtures/fuzz`, as `reader/name`.
    private static let inputs: [String] = ((try? Fixtures.names(in: "fuzz")) ?? []).flatMap { reader in
        ((try? Fixtures.names(in: "fuzz/\(reader)")) ?? []).map { "\(reader)/\($0)" }
    }

    @Test(arguments: inputs) func `replay`(_ input: String) throws {
        let bytes = try Fixtures.bytes("fuzz/\(input)")
        let reader = input.prefix { $0 != "/" }
        let names = [
            "armasm": "input.s", "masm": "input.asm", "c": "input.c", "bib": "config.bib",
            "image-configuration": "image_cfg.h", "image": "nk.bin", "gnu": "input.s", "batch": "bsp.bat",
            "sources": "sources", "os-design": "design.pbxml",
        ]
        let name = try #require(names[String(reader)])
        let sources = MemorySources([SourceFile(path: name, bytes: bytes)])
        var inputs = MapInputs()
        switch reader {
        case "bib": inputs.bibs = [name]
        case "image-configuration": inputs.imageConfigurations = [name]
        case "image": inputs.images = [name]
        case "batch": inputs.batchFiles = [name]
        case "sources": inputs.sourcesFiles = [name]
        // Read by a module of its own, whose tests replay it.
        case "os-design": return
        default: inputs.tables = [name]
        }
        let reading = MapReader(inputs, sources: sources).read()
        #expect(reading.findings.count <= ReadingLimits().findings + 1)
    }

    @Test func `there are seeds for every reader`() {
        #expect(Set(Self.inputs.map { $0.prefix { $0 != "/" } }).count == 10)
    }
}
