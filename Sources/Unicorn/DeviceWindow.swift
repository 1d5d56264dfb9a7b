/// A range of physical addresses without memory behind it: a device's registers, or a hole.
///
/// The calls come from inside a run; an implementation may ask the engine to stop, and must not run it.
public protocol DeviceWindow: AnyObject {
    /// The value of a read.
    /// - Parameters:
    ///   - offset: bytes from the window's base.
    ///   - size: 1, 2 or 4 bytes.
    func read(offset: UInt32, size: Int) -> UInt32

    /// Takes a write of the low `size` bytes of `value`.
    func write(_ value: UInt32, offset: UInt32, size: Int)
}
