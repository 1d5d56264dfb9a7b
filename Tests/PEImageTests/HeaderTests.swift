import GuestAddress
import PEImage
import TestSupport
import Testing

@Suite struct HeaderTests {
    @Test func `headers and sections are read`() throws {
        var builder = ImageBuilder()
        builder.sections.append(
            .init(name: ".data", data: [1, 2, 3, 4], virtualSize: 0x800, characteristics: 0xC000_0040))
        let image = try PEImage(bytes: builder.bytes())
        #expect(image.machine == .thumb)
        #expect(image.isDLL)
        #expect(image.entryPoint == RelativeAddress(0x1000))
        #expect(image.imageBase == VirtualAddress(0x1000_0000))
        #expect(image.sizeOfImage == 0x3000)
        #expect(image.subsystem == 9)
        #expect(image.subsystemVersion == (6, 0))
        #expect(image.stackReserve == 0x10000)
        #expect(image.sections.map(\.name) == [".text", ".data"])
        #expect(image.sections.map(\.range.base.rawValue) == [0x1000, 0x2000])
        #expect(image.sections[1].range.size == 0x800)
        #expect(Array(image.data(of: image.sections[1])) == [1, 2, 3, 4])
        #expect(image.sections[1].allows(.write) && !image.sections[1].allows(.execute))
        #expect(image.sections[0].allows(.execute) && !image.sections[0].allows(.write))
        #expect(image.section(containing: RelativeAddress(0x27FF))?.name == ".data")
        #expect(image.section(containing: RelativeAddress(0x2800)) == nil)
    }

    @Test(arguments: [0x1C0, 0x1C2, 0x1C4] as [UInt16])
    func `the three ARM machines are accepted`(machine: UInt16) throws {
        var builder = ImageBuilder()
        builder.machine = machine
        #expect(try PEImage(bytes: builder.bytes()).machine.rawValue == machine)
    }

    @Test(
        arguments: [
            (0x014C, "x86 (0x14c)"), (0x8664, "x86-64 (0x8664)"), (0x0166, "MIPS R4000 (0x166)"),
            (0x01A6, "SH4 (0x1a6)"),
            (0xAA64, "ARM64 (0xaa64)"), (0x1234, "an unknown machine (0x1234)"),
        ] as [(UInt16, String)])
    func `other machines are refused by name`(machine: UInt16, name: String) {
        var builder = ImageBuilder()
        builder.machine = machine
        let error = failure(builder.bytes())
        #expect(error?.code == .unsupportedMachine)
        #expect(error?.found == name)
        #expect(error?.offset == 0x84)
    }

    @Test func `what is no PE image is refused`() {
        #expect(failure([])?.code == .truncated)
        #expect(failure([UInt8](repeating: 0, count: 4096))?.code == .notAnImage)
        var builder = ImageBuilder()
        builder.magic = 0x20B
        #expect(failure(builder.bytes())?.code == .notAnImage)
        var farHeader = ImageBuilder().bytes()
        farHeader.put32(0xFFFF_FFF0, at: 0x3C)
        #expect(failure(farHeader)?.code == .truncated)
    }

    @Test(arguments: [0, 0x1000_0001, 0xFFFF_FFFF] as [UInt32])
    func `an image of no bytes or more than 256 MB is refused`(size: UInt32) {
        var builder = ImageBuilder()
        builder.sizeOfImage = size
        #expect(failure(builder.bytes())?.code == .badHeader)
    }

    @Test func `sections outside the image, over another, or off a page boundary are refused`() {
        for (address, size) in [(0x1000, 4), (0x2004, 4), (0x2000, 0x1001), (0xFFFF_F000, 0x2000), (0, 4)]
            as [(
                UInt32, UInt32
            )]
        {
            var builder = ImageBuilder()
            builder.sections.append(.init(name: ".bad", data: [1], address: address, virtualSize: size))
            #expect(failure(builder.bytes())?.code == .badSection, "0x\(String(address, radix: 16))")
        }
    }

    @Test func `section data outside the file is refused`() {
        var bytes = ImageBuilder().bytes()
        bytes.put32(0xFFFF_FFFF, at: ImageBuilder.sectionTable + 20)
        #expect(failure(bytes)?.code == .truncated)
    }

    @Test func `more than 96 sections are refused`() {
        var builder = ImageBuilder()
        builder.sections = (0..<8).map { .init(name: "s\($0)", data: [0]) }
        var bytes = builder.bytes()
        bytes.put16(97, at: ImageBuilder.fileHeader + 2)
        #expect(failure(bytes)?.code == .tooMany)
    }

    @Test func `an entry point between sections is refused and a DLL may have none`() throws {
        var builder = ImageBuilder()
        builder.entryPoint = 0x1800
        #expect(failure(builder.bytes())?.code == .outsideImage)
        builder.entryPoint = 0
        #expect(try PEImage(bytes: builder.bytes()).entryPoint == nil)
    }

    @Test(arguments: [0, 1, 3, 5, 6])
    func `a directory outside the image is refused`(index: Int) {
        var builder = ImageBuilder()
        builder.directories[index] = (0xFFFF_FFF0, 0x40)
        #expect(failure(builder.bytes())?.code == .outsideImage)
        builder.directories[index] = (0x1FF0, 0x40)
        #expect(failure(builder.bytes())?.code == .outsideImage)
    }

    @Test func `a long section name comes from the string table`() throws {
        var builder = ImageBuilder()
        builder.sections[0].name = "/4"
        var bytes = builder.bytes()
        bytes.put32(UInt32(bytes.count), at: ImageBuilder.fileHeader + 8)
        bytes += [UInt8].words(16) + [UInt8].text(".debug_info")
        #expect(try PEImage(bytes: bytes).sections[0].name == ".debug_info")
    }
}
