/// A program of `fixtures/guests/speed`, which is there three times, of one source and for one core: for Windows CE,
/// for a machine without operating system, and for Linux.
package enum SpeedProgram: String, CaseIterable, Sendable {
    /// Calls that call themselves.
    case fib
    /// A copying loop of the guest's own.
    case memcpy
    /// Records, strings and small functions, in the manner of Dhrystone.
    case dhrystone
    /// Loads.
    case sum
    /// Stores.
    case fill
    /// Neither.
    case loop
    /// An image is softened.
    case filter
    /// A linked list is walked and changed.
    case list
    /// Blocks of 16 bytes, moved by the C library.
    case blocks
    /// Divisions, which these cores leave to the C library.
    case divide

    /// What the program is asked for with.
    package var letter: String {
        String(UnicodeScalar(UInt8(ascii: "a") + UInt8(Self.allCases.firstIndex(of: self) ?? 0)))
    }
}
