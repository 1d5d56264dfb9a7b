import GuestAddress
import Testing

@Suite struct GuestPageTests {
    @Test(
        arguments: [(0, 0), (1, 1), (4095, 1), (4096, 1), (4097, 2), (0x1_0000_0000, 0x10_0000)] as [(UInt64, UInt64)])
    func `pages that hold so many bytes`(bytes: UInt64, pages: UInt64) {
        #expect(GuestPage.count(holding: bytes) == pages)
        #expect(GuestPage.roundedUp(bytes) == pages * 4096)
        #expect(GuestPage.isWhole(bytes) == (bytes == pages * 4096))
    }

    @Test func `no number of bytes traps`() {
        #expect(GuestPage.count(holding: .max) == 0x10_0000_0000_0000)
        #expect(GuestPage.roundedUp(.max) == nil)
        #expect(GuestPage.roundedUp(0xFFFF_FFFF_FFFF_F000) == 0xFFFF_FFFF_FFFF_F000)
    }

    @Test func `an address and its page`() {
        let address = VirtualAddress(0x8000_1FFC)
        #expect(address.page == VirtualAddress(0x8000_1000))
        #expect(address.pageOffset == 0xFFC)
        #expect(address.pageIndex == 0x8_0001)
        #expect(!address.isOnPage)
        #expect(PhysicalAddress(0xFFFF_F000).isOnPage)
        #expect(PhysicalAddress(0xFFFF_FFFF).pageIndex == 0xF_FFFF)
    }
}
