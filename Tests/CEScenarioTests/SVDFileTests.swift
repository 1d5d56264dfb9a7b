import Diagnostics
import TestSupport
import Testing

@testable import ScenarioFiles

/// Peripherals of CMSIS-SVD files.
@Suite struct SVDFileTests {
    private func file(_ peripherals: String) throws -> SVDFile {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "<?xml version=\"1.0\"?><device><size>32</size><access>read-write</access><resetValue>0</resetValue>"
                + "<peripherals>\(peripherals)</peripherals></device>", to: "soc.svd")
        return try SVDFile(reading: FileReference(path: path, location: SourceLocation(file: path)))
    }

    private static let timer = """
        <peripheral><name>TIM1</name><baseAddress>0x40010000</baseAddress><registers>
        <register><name>CR</name><addressOffset>0x0</addressOffset><resetValue>0x20</resetValue>
          <fields><field><name>EN</name><bitRange>[0:0]</bitRange></field>
          <field><name>MODE</name><lsb>4</lsb><msb>5</msb></field></fields></register>
        <register><name>SR</name><addressOffset>4</addressOffset><access>read-only</access>
          <readAction>clear</readAction></register>
        <register><name>ICR</name><addressOffset>0x8</addressOffset><size>16</size>
          <modifiedWriteValues>oneToClear</modifiedWriteValues></register>
        <register><dim>3</dim><dimIncrement>4</dimIncrement><dimIndex>A-C</dimIndex><name>CH%s</name>
          <addressOffset>0x10</addressOffset></register>
        <cluster><dim>2</dim><dimIncrement>0x10</dimIncrement><name>Q[%s]</name><addressOffset>0x100</addressOffset>
          <register><name>D</name><addressOffset>8</addressOffset></register></cluster>
        </registers></peripheral>
        """

    @Test func `registers have their names, offsets, resets and effects`() throws {
        let device = try file(Self.timer).device(named: "TIM1")
        #expect(device.base == 0x4001_0000)
        #expect(
            device.registers.map { "\($0.name) \($0.offset)" } == [
                "CR 0", "SR 4", "ICR 8", "CHA 16", "CHB 20", "CHC 24", "Q0_D 264", "Q1_D 280",
            ])
        #expect(device.registers[0].reset == 0x20)
        #expect(device.registers[0].fields == ["EN": "0:0", "MODE": "5:4"])
        #expect(device.registers[1].access == .readOnly)
        #expect(device.registers[1].clearsOnRead)
        #expect(device.registers[2].size == 2)
        #expect(device.registers[2].oneToClear == .max)
    }

    @Test func `a derived peripheral has the registers of the other, which may come later`() throws {
        let derived = """
            <peripheral derivedFrom="TIM1"><name>TIM2</name><baseAddress>0x40020000</baseAddress>
            <registers><register derivedFrom="SR2"><name>X</name><addressOffset>0x40</addressOffset></register>
            <register><name>SR2</name><addressOffset>0x44</addressOffset><resetValue>7</resetValue></register></registers>
            </peripheral>
            """
        let device = try file(derived + Self.timer).device(named: "TIM2")
        #expect(device.base == 0x4002_0000)
        #expect(device.registers.count == 10)
        #expect(device.registers.first { $0.name == "X" }?.reset == 7)
    }

    @Test(arguments: [
        ("<peripheral><name>A</name><baseAddress>0x100000000</baseAddress></peripheral>", "lies beyond 32 bits"),
        ("<peripheral><name>A</name></peripheral>", "has no base address"),
        ("<peripheral><name>AB</name><baseAddress>0</baseAddress></peripheral>", "has no peripheral 'A'"),
        (Self.loop, "derives from itself"),
        (Self.peripheral("<name>R%s</name><dim>0x100000000</dim>"), "a dim of 4294967296"),
        (Self.peripheral("<name>R</name><addressOffset>0xFFFFFFFFF</addressOffset>"), "lies beyond 32 bits"),
        (Self.peripheral("<name>R</name>", " derivedFrom=\"R\""), "derives from itself"),
    ])
    func `what cannot be is refused`(peripherals: String, message: String) throws {
        let file = try file(peripherals)
        #expect { try file.device(named: "A") } throws: { "\($0)".contains(message) }
    }

    /// Each of eight clusters in each other has 4,096 places.
    private static let nested = (0..<8).reduce("") { inner, _ in
        "<cluster><name>C%s</name><dim>4096</dim><dimIncrement>0</dimIncrement>\(inner)</cluster>"
    }

    @Test(.timeLimit(.minutes(1))) func `arrays in arrays, and long rows of those that derive, come to an end`() throws
    {
        let nested = try file(
            "<peripheral><name>A</name><baseAddress>0</baseAddress><registers>\(Self.nested)</registers></peripheral>")
        #expect { try nested.device(named: "A") } throws: { "\($0)".contains("arrays make too many registers of it") }
        let row = try file(
            (0..<20_000).map { "<peripheral derivedFrom=\"P\($0 + 1)\"><name>P\($0)</name></peripheral>" }.joined())
        #expect { try row.device(named: "P0") } throws: { "\($0)".contains("one of more than 32 in a row") }
    }

    @Test func `peripherals on one line are told apart`() throws {
        let device = try file(
            "<peripheral derivedFrom=\"B\"><name>A</name><baseAddress>0x1000</baseAddress></peripheral>"
                + "<peripheral><name>B</name><baseAddress>0x2000</baseAddress><registers><register><name>R</name>"
                + "<addressOffset>8</addressOffset></register></registers></peripheral>"
        ).device(named: "A")
        #expect(device.registers.map(\.offset) == [8])
    }

    private static let loop = """
        <peripheral derivedFrom="B"><name>A</name><baseAddress>0</baseAddress></peripheral>
        <peripheral derivedFrom="A"><name>B</name></peripheral>
        """

    private static func peripheral(_ register: String, _ attribute: String = "") -> String {
        "<peripheral><name>A</name><baseAddress>0</baseAddress><registers><register\(attribute)>\(register)</register>"
            + "</registers></peripheral>"
    }

    @Test(arguments: [("10", 10), ("010", 10), ("0x10", 16), ("#101", 5), ("+2k", 2048)] as [(String, UInt64)])
    func `numbers are those of the schema`(text: String, value: UInt64) {
        #expect(SVDNumber.value(text) == value)
    }
}
