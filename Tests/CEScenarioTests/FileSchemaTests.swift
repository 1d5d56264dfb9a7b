import CEScenario
import HostSystem
import JSON
import ScenarioFiles
import Testing

@Suite struct FileSchemaTests {
    @Test(arguments: FileSchema.allCases)
    func `the schema file is what the readers check`(schema: FileSchema) throws {
        let written = try JSONValue(parsing: FileAccess().read("schemas/\(schema.rawValue).schema.json"))
        #expect(written == schema.document(.machine), "write it anew: cebsp schema \(schema.rawValue)")
    }

    @Test func `a key has its summary and its form`() {
        let properties = FileSchema.board.document(.machine)["properties"]
        #expect(properties?["name"]?["description"] == "The board's name in reports.")
        #expect(properties?["ram"]?["items"]?["required"] == ["base", "size"])
        #expect(FileSchema.board.document(.machine)["additionalProperties"] == false)
    }
}
