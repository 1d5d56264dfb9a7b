internal import CUnicorn

/// Which Unicorn this program runs on.
public enum LibraryVersion {
    /// `2.0.1`.
    public static var text: String {
        // uc_version packs major and minor only; the remaining bytes hold patch and extra in the combined value.
        var major: UInt32 = 0
        var minor: UInt32 = 0
        let combined = unsafe uc_version(&major, &minor)
        return "\(combined >> 24 & 0xFF).\(combined >> 16 & 0xFF).\(combined >> 8 & 0xFF)"
    }
}
