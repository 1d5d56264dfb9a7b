import ArgumentParser
import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands

/// The page of the formats against the schemas that the program prints.
struct FormatsPageTests {
    private static let repository = Fixtures.package

    private static func text(_ path: String) throws -> String {
        String(decoding: try FileAccess().read(FilePath.join(repository, path)), as: UTF8.self)
    }

    /// The names of all properties, at whatever depth.
    private static func properties(of value: JSONValue) -> Set<String> {
        var names: Set<String> = []
        switch value {
        case .object(let members):
            for member in members {
                if member.key == "properties", case .object(let properties) = member.value {
                    names.formUnion(properties.map(\.key))
                    for property in properties { names.formUnion(Self.properties(of: property.value)) }
                } else {
                    names.formUnion(Self.properties(of: member.value))
                }
            }
        case .array(let elements): for element in elements { names.formUnion(Self.properties(of: element)) }
        default: break
        }
        return names
    }

    @Test(arguments: ["board", "scenario", "budget"])
    func `every key of a file format is on the page`(_ format: String) throws {
        let page = try Self.text("Documentation/Formats.md")
        let schema = try JSONValue(parsing: try Self.text("schemas/\(format).schema.json").utf8)
        let names = Self.properties(of: schema)
        #expect(names.count > 10)
        #expect(names.filter { !page.contains("`\($0)`") && !page.contains(".\($0)`") }.sorted() == [])
    }

    @Test func `every key of a device file is on its page`() throws {
        let page = try Self.text("Documentation/ADeviceInTenMinutes.md")
        let schema = try JSONValue(parsing: try Self.text("schemas/device.schema.json").utf8)
        let names = Self.properties(of: schema).subtracting(["version", "name"])
        #expect(names.count > 10)
        #expect(names.filter { !page.contains("`\($0)`") && !page.contains(".\($0)`") }.sorted() == [])
    }

    @Test func `every command and its options are on the page`() throws {
        let page = try Self.text("Documentation/Formats.md")
        for command in CebspCommand.configuration.subcommands where command.configuration.shouldDisplay {
            let name = command.configuration.commandName ?? ""
            #expect(page.contains("| `\(name) "), "\(name)")
            let options = CebspCommand.helpMessage(for: command).split(whereSeparator: { " \n[],".contains($0) })
                .filter { $0.hasPrefix("--") && $0 != "--help" && $0 != "--version" }
            for option in options.map({ $0.prefix { $0.isLetter || $0 == "-" } }) {
                #expect(page.contains("`\(option)"), "\(name) \(option)")
            }
        }
    }
}
