internal import GuestAddress

/// The page that guests find where they call the host, and what is in its place for everybody else.
struct StubPage {
    let page: PhysicalAddress
    /// Its words return to the caller.
    let ram: GuestRAM
    var hole: any DeviceWindow
}
