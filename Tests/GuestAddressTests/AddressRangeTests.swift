import GuestAddress
import Testing

@Suite struct AddressRangeTests {
    @Test func `a range may end at 4 GiB and prints its last address`() throws {
        let range = try #require(AddressRange(base: PhysicalAddress(0xFF00_0000), size: 0x0100_0000))
        #expect(range.end == 0x1_0000_0000)
        #expect(range.description == "0xff000000-0xffffffff")
        #expect(range.contains(PhysicalAddress(0xFFFF_FFFF)))
    }

    @Test func `a range past 4 GiB is refused`() {
        #expect(AddressRange(base: PhysicalAddress(0xFF00_0000), size: 0x0100_0001) == nil)
    }

    @Test func `touching ranges do not overlap`() throws {
        let low = try #require(AddressRange(base: VirtualAddress(0x8000_0000), size: 0x10_0000))
        let high = try #require(AddressRange(base: VirtualAddress(0x8010_0000), size: 0x10_0000))
        #expect(!low.overlaps(high))
        #expect(low.intersection(high) == nil)
    }

    @Test func `intersection is what both cover`() throws {
        let low = try #require(AddressRange(base: VirtualAddress(0x8000_0000), size: 0x20_0000))
        let high = try #require(AddressRange(base: VirtualAddress(0x8010_0000), size: 0x20_0000))
        #expect(low.intersection(high)?.description == "0x80100000-0x801fffff")
    }
}
