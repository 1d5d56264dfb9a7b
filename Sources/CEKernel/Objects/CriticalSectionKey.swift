/// Where a critical section is: user addresses mean another place in each process.
package struct CriticalSectionKey: Hashable, Codable {
    /// Where in a CRITICAL_SECTION the id of the thread is that is inside, or 0.
    package static let owner: UInt32 = 4

    package let process: UInt16
    package let address: UInt32

    package init(process: UInt16, address: UInt32) {
        self.process = process
        self.address = address
    }
}
