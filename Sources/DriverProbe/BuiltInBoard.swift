package import GuestAddress
internal import JSON

/// The board that drivers are tried on when none is given: CE 6, a Cortex-A8, 256 MB, and registers that keep what is
/// written to them wherever a driver has mapped some.
package enum BuiltInBoard {
    /// - Parameter registers: pages of physical addresses.
    package static func text(registers: [PhysicalAddress] = []) -> String {
        var text = """
            version: 1
            name: probe
            profile: ce6
            cpu: cortex-a8
            ram: [{ base: 0x80000000, size: 256M }]
            addressTable: { rows: [[0x80000000, 0x80000000, 256]] }

            """
        if !registers.isEmpty { text += "devices:\n" }
        for (index, page) in registers.enumerated() {
            text += "- { name: assumed\(index), type: registers, base: \(page) }\n"
        }
        return text
    }
}
