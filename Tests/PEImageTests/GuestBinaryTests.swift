import GuestAddress
import PEImage
import Testing

@Suite struct GuestBinaryTests {
    @Test(arguments: GuestBinary.allCases)
    func `a guest program is read`(binary: GuestBinary) throws {
        let image = try PEImage(bytes: binary.bytes())
        #expect(image.subsystem == 9)
        #expect(image.importedLibraries.map(\.name) == [binary == .byNameA32 ? "COREDLL" : "COREDLL.dll"])
        #expect(image.functions.count > 1)
        let isDriver = binary != .programA32 && binary != .programThumb2
        #expect(image.isDLL == isDriver)
        #expect(image.imageBase == VirtualAddress(isDriver ? 0x1000_0000 : 0x10000))
        let isThumb2 = binary.rawValue.hasPrefix("armv7/")
        #expect(image.machine == (isThumb2 ? .armNT : .thumb))
        #expect(try #require(image.entryPoint).rawValue & 1 == (isThumb2 ? 1 : 0))
    }

    @Test(arguments: [GuestBinary.driverA32, .driverThumb2])
    func `the sample driver exports its stream functions and imports VirtualCopyEx by ordinal`(
        binary: GuestBinary
    ) throws {
        let image = try PEImage(bytes: binary.bytes())
        #expect(
            image.exports.indicesByName.keys.sorted() == [
                "SMD_Close", "SMD_Deinit", "SMD_IOControl", "SMD_Init", "SMD_Open",
            ])
        #expect(image.importedLibraries[0].imports.contains { $0.symbol == .ordinal(2565) })
        #expect(!image.relocations.isEmpty)
    }

    @Test(arguments: [GuestBinary.byNameA32, .byNameThumb2])
    func `a driver may import by name`(binary: GuestBinary) throws {
        let image = try PEImage(bytes: binary.bytes())
        #expect(image.importedLibraries[0].imports.contains { $0.symbol == .name("VirtualAllocCopyEx") })
    }

    @Test(arguments: GuestBinary.allCases)
    func `a file cut at any length is refused`(binary: GuestBinary) throws {
        let bytes = try binary.bytes()
        for length in 0..<bytes.count {
            let error = failure(Array(bytes[0..<length]))
            if error == nil { Issue.record("\(length) of \(bytes.count) bytes are read as an image") }
        }
    }

    /// Reading random changes must end in a value or an error: a trap ends the test process.
    @Test(arguments: GuestBinary.allCases)
    func `no change of bytes makes reading trap`(binary: GuestBinary) throws {
        let original = try binary.bytes()
        var random = XorShift(state: 0x9E37_79B9_7F4A_7C15)
        var refused = 0
        for _ in 0..<3000 {
            var bytes = original
            for _ in 0..<Int(random.next() % 6 + 1) {
                // Half of the changes hit the headers, where they do the most.
                let limit = random.next() % 2 == 0 ? 0x400 : UInt64(bytes.count)
                let interesting: [UInt8] = [0, 0xFF, 0x7F, 0x80, UInt8(truncatingIfNeeded: random.next())]
                bytes[Int(random.next() % limit)] = interesting[Int(random.next() % 5)]
            }
            guard let image = try? PEImage(bytes: bytes) else {
                refused += 1
                continue
            }
            if image.sizeOfImage <= 1 << 20 {
                _ = try? image.imageBytes(base: VirtualAddress(0x4000_0000))
            }
        }
        #expect(refused > 300)
    }
}

/// A repeatable source of random numbers.
private struct XorShift {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
