/// Where a critical section is: user addresses mean another place in each process.
package struct CriticalSectionKey: Hashable, Codable {
    package let process: UInt16
    package let address: UInt32

    package init(process: UInt16, address: UInt32) {
        self.process = process
        self.address = address
    }
}
