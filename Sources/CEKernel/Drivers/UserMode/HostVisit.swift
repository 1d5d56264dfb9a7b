import CEMemory

/// A thread's stay in a host process: CE lets the thread that calls a user-mode driver go on there, on a stack of the
/// host, and takes it back with the result.
package struct HostVisit: Codable {
    /// What the stay is for.
    enum End: Codable {
        case activation(Activation)
        case method(MethodEnd)
        case deactivation
    }

    let process: Process
    let stack: Reservation
    /// What the thread had before.
    package let addressSpace: Process
    let localStorageAddress: UInt32
    /// The caller's buffers as the driver sees them.
    var aliases: [Reservation] = []
    /// What fails when the host ends first.
    let end: End
}
