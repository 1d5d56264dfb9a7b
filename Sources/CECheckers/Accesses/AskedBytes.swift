/// The bytes that a mapping is for, which need not fill its first and last page.
struct AskedBytes {
    var first: UInt32
    var last: UInt32
    /// The driver that named fewer bytes to its caller than it had mapped, `cam.dll in XXX_IOControl`; nil when the
    /// call that mapped them did.
    var announcer: String?
}
