import GuestAddress
import Testing

@Suite struct ByteCountTests {
    @Test(
        arguments: [
            ("4096", 4096), ("0x1000", 4096), ("4K", 4096), ("4kb", 4096), ("32M", 33_554_432), ("1G", 1_073_741_824),
            ("0", 0),
        ] as [(String, UInt64)])
    func `sizes are read`(text: String, bytes: UInt64) {
        #expect(ByteCount(text)?.rawValue == bytes)
    }

    @Test(arguments: ["", "K", "-1", "+1", "4 K", "0x", "1.5M", "99999999999999G", "12Q"])
    func `what is no size is refused`(text: String) {
        #expect(ByteCount(text) == nil)
    }

    @Test(
        arguments: [
            (33_554_432, "32 MB"), (307_200, "300 KB"), (1_073_741_824, "1 GB"), (1, "1 byte"), (1000, "1000 bytes"),
        ] as [(UInt64, String)])
    func `sizes print with the largest unit that divides them`(bytes: UInt64, text: String) {
        #expect(ByteCount(bytes).description == text)
    }
}
