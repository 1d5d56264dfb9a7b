import ARMCore
import ARMMMU
import GuestAddress
import SavedState
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// A device that remembers accesses as text.
private final class RecordingDevice: BoardDevice {
    var accesses: [String] = []
    func carry(_ state: StateCarrier) throws { try state.carry(&accesses) }
    func read(offset: UInt32, size: Int) -> UInt32 {
        accesses.append("r\(size)@\(offset)")
        return 0x4433_2211
    }
    func write(_ value: UInt32, offset: UInt32, size: Int) { accesses.append("w\(size)@\(offset)=\(value)") }
}

/// Eight pages at 0x00100000, their frames in reverse order so that no two neighbours are contiguous; then one that is
/// not mapped, then a device, then one that is read-only.
private struct Fixture {
    static let base: UInt32 = 0x0010_0000
    static let unmapped: UInt32 = base + 8 * 4096
    static let device: UInt32 = base + 9 * 4096
    static let readOnly: UInt32 = base + 10 * 4096

    let engine: Engine
    let view: GuestView
    let device = RecordingDevice()

    init() throws {
        engine = try Engine(cpu: .arm926)
        let bank = try #require(AddressRange(base: PhysicalAddress(0x8000_0000), size: 0x10_0000))
        let window = try #require(AddressRange(base: PhysicalAddress(0x9000_0000), size: 0x1000))
        let memory = try PhysicalMemory(
            engine: engine, banks: [bank], windows: [(window, device)], hole: { _ in RecordingDevice() })
        // The first-level table at the bank's start, one coarse table behind it; domain 0, all access.
        #expect(memory.setWord(0x8000_4011, at: PhysicalAddress(0x8000_0004)))
        for page: UInt32 in 0..<8 {
            #expect(memory.setWord(0x8001_7FF2 - page * 0x1000, at: PhysicalAddress(0x8000_4000 + page * 4)))
        }
        #expect(memory.setWord(0x9000_0FF2, at: PhysicalAddress(0x8000_4024)))
        #expect(memory.setWord(0x8001_8AA2, at: PhysicalAddress(0x8000_4028)))
        let regime = TranslationRegime(rules: .init(format: .v5), ttbr0: 0x8000_0000)
        view = GuestView(memory: memory, regime: regime, privileged: false)
    }

    /// Fills the eight pages with bytes that tell their place.
    func number() throws { try view.write((0..<0x8000).map { Self.byte($0) }, Self.base) }
    static func byte(_ offset: Int) -> UInt8 { UInt8(truncatingIfNeeded: offset &* 7 &+ offset >> 8) }
}

@Suite struct GuestViewTests {
    @Test(arguments: [
        (0x0FF5, 0x2FF0), (0x2FF0, 0x0FF5), (0x0100, 0x0101), (0x0101, 0x0100), (0x10, 0x10), (0x0800, 0x2801),
    ])
    func `memmove is right across pages in both directions`(source: UInt32, target: UInt32) throws {
        let fixture = try Fixture()
        try fixture.number()
        let count: UInt32 = 0x3333
        try fixture.view.move(to: Fixture.base + target, from: Fixture.base + source, count: count)
        var expected = (0..<0x8000).map { Fixture.byte($0) }
        let moved = Array(expected[Int(source)..<Int(source + count)])
        expected.replaceSubrange(Int(target)..<Int(target + count), with: moved)
        #expect(try fixture.view.bytes(Fixture.base, 0x8000) == expected)
    }

    @Test func `memcpy into an unmapped page writes what lies before it`() throws {
        let fixture = try Fixture()
        try fixture.number()
        let fault = #expect(throws: GuestFault.self) {
            try fixture.view.move(to: Fixture.unmapped - 16, from: Fixture.base, count: 64)
        }
        #expect(fault?.address == VirtualAddress(Fixture.unmapped))
        #expect(fault?.fault.access == .write)
        #expect(try fixture.view.bytes(Fixture.unmapped - 16, 16) == (0..<16).map { Fixture.byte($0) })
    }

    @Test func `memcpy from an unmapped page is a read fault`() throws {
        let fixture = try Fixture()
        let fault = #expect(throws: GuestFault.self) {
            try fixture.view.move(to: Fixture.base, from: Fixture.unmapped - 16, count: 64)
        }
        #expect(fault?.address == VirtualAddress(Fixture.unmapped))
        #expect(fault?.fault.access == .read)
    }

    @Test func `a read-only page is read and not written`() throws {
        let fixture = try Fixture()
        try fixture.view.move(to: Fixture.base, from: Fixture.readOnly, count: 4096)
        #expect(throws: GuestFault.self) { try fixture.view.fill(Fixture.readOnly, count: 1, with: 1) }
    }

    @Test func `memset and memcmp cross pages`() throws {
        let fixture = try Fixture()
        try fixture.view.fill(Fixture.base + 0x0FFE, count: 0x2004, with: 0xAB)
        #expect(try fixture.view.byte(Fixture.base + 0x0FFD) == 0)
        #expect(try fixture.view.byte(Fixture.base + 0x3001) == 0xAB)
        #expect(try fixture.view.byte(Fixture.base + 0x3002) == 0)
        #expect(try fixture.view.compare(Fixture.base + 0x0FFE, Fixture.base + 0x0FFF, count: 0x2003) == 0)
        #expect(try fixture.view.compare(Fixture.base + 0x0FFE, Fixture.base + 0x0FFF, count: 0x2004) == 1)
        #expect(try fixture.view.compare(Fixture.base + 0x0FFD, Fixture.base + 0x0FFE, count: 1) == -1)
        #expect(try fixture.view.firstIndex(of: 0, Fixture.base + 0x0FFE, count: 0x4000) == 0x2004)
        #expect(try fixture.view.firstIndex(of: 0, Fixture.base + 0x0FFE, count: 0x2004) == nil)
    }

    @Test func `a device is filled and copied by words, and by bytes at the edges`() throws {
        let fixture = try Fixture()
        try fixture.view.fill(Fixture.device + 2, count: 7, with: 0x11)
        try fixture.view.move(to: Fixture.base, from: Fixture.device + 4, count: 4)
        #expect(
            fixture.device.accesses == ["w1@2=17", "w1@3=17", "w4@4=286331153", "w1@8=17", "r4@4"])
        #expect(try fixture.view.word(Fixture.base) == 0x4433_2211)
    }

    @Test func `strings are read across pages, odd addresses included`() throws {
        let fixture = try Fixture()
        let word = Array("Überlänge".utf16)
        try fixture.view.write(word, Fixture.base + 0x0FF7, .wide, terminated: true)
        #expect(try fixture.view.length(Fixture.base + 0x0FF7, .wide) == 9)
        #expect(try fixture.view.units(Fixture.base + 0x0FF7, .wide, limit: 100) == word)
        #expect(try fixture.view.units(Fixture.base + 0x0FF7, .wide, limit: 3) == Array(word[..<3]))
        try fixture.view.write(Array("narrow".utf16), Fixture.base + 0x2FFD, .narrow, terminated: true)
        #expect(try fixture.view.length(Fixture.base + 0x2FFD, .narrow) == 6)
        #expect(try fixture.view.length(Fixture.base + 0x2FFD, .narrow, limit: 4) == 4)
    }

    @Test func `a string without an end faults where the memory ends`() throws {
        let fixture = try Fixture()
        try fixture.view.fill(Fixture.base, count: 0x8000, with: 0x20)
        for width in [CharacterWidth.narrow, .wide] {
            let fault = #expect(throws: GuestFault.self) { try fixture.view.length(Fixture.base, width) }
            #expect(fault?.address == VirtualAddress(Fixture.unmapped))
        }
    }

    @Test func `comparison stops at the first difference, before what is not mapped`() throws {
        let fixture = try Fixture()
        try fixture.view.write(Array("ab".utf16), Fixture.unmapped - 2, .narrow, terminated: false)
        try fixture.view.write(Array("AC".utf16), Fixture.base, .narrow, terminated: true)
        #expect(try fixture.view.compareStrings(Fixture.unmapped - 2, Fixture.base, .narrow) == 1)
        #expect(
            try fixture.view.compareStrings(Fixture.unmapped - 2, Fixture.base, .narrow, ignoringCase: true)
                == 0xFFFF_FFFF)
        #expect(
            try fixture.view.compareStrings(Fixture.unmapped - 2, Fixture.base, .narrow, limit: 1, ignoringCase: true)
                == 0)
    }

    @Test func `strsafe cuts, fills and says what is left`() throws {
        let fixture = try Fixture()
        let (buffer, end, remaining) = (Fixture.base, Fixture.base + 0x100, Fixture.base + 0x104)
        var target = try #require(SafeString(buffer, size: 8, .bytes, .wide))
        #expect(target.capacity == 4)
        target.endPointer = end
        target.remainingPointer = remaining
        #expect(try target.store(Array("abcdef".utf16), after: 0, isCut: false, fixture.view) == 0x8007_007A)
        #expect(try fixture.view.wideString(buffer) == "abc")
        #expect(try fixture.view.word(end) == buffer + 6)
        #expect(try fixture.view.word(remaining) == 2)
        #expect(try target.store(Array("x".utf16), after: 1, isCut: false, fixture.view) == 0)
        #expect(try fixture.view.wideString(buffer) == "ax")
        // STRSAFE_NO_TRUNCATION, STRSAFE_FILL_ON_FAILURE with 0x58
        target.flags = 0x1000
        #expect(try target.store(Array("long".utf16), after: 2, isCut: false, fixture.view) == 0x8007_007A)
        #expect(try fixture.view.wideString(buffer) == "ax")
        target.flags = 0x458
        #expect(try target.store(Array("long".utf16), after: 0, isCut: false, fixture.view) == 0x8007_007A)
        #expect(try fixture.view.wideString(buffer) == "\u{5858}\u{5858}\u{5858}")
        #expect(SafeString(buffer, size: 1, .bytes, .wide) == nil)
        #expect(SafeString(buffer, size: 0x8000_0000, .characters, .narrow) == nil)
    }
}
