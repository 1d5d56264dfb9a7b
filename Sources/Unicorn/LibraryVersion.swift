internal import CUnicorn

/// Which Unicorn this program runs on.
public enum LibraryVersion {
    /// The version as the library packs it: major, minor, patch and extra, a byte each.
    static var number: UInt32 {
        var major: UInt32 = 0
        var minor: UInt32 = 0
        return unsafe uc_version(&major, &minor)
    }

    /// From 2.1 on a page size is taken as it is given.
    static let exactPageSizes: UInt32 = 0x0201_0000

    /// `2.0.1`.
    public static var text: String {
        // uc_version packs major and minor only; the remaining bytes hold patch and extra in the combined value.
        var major: UInt32 = 0
        var minor: UInt32 = 0
        let combined = unsafe uc_version(&major, &minor)
        return "\(combined >> 24 & 0xFF).\(combined >> 16 & 0xFF).\(combined >> 8 & 0xFF)"
    }
}
