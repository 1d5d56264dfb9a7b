/// Where a call came from: what a report names as the owner of a mapping.
package struct CallSite: Hashable, Sendable, Codable {
    /// The CE function, `VirtualAllocEx`, or what the machine itself did, `image smd.dll`.
    package var function: String
    /// The address after the call.
    package var returnAddress: UInt32
    /// The process whose code called, by number.
    package var process: UInt32
    /// When, in instructions.
    package var instructions: UInt64
    /// What the calling code was doing, by a number of the kernel's; 0 is nothing in particular.
    package var occasion: UInt32 = 0

    package init(function: String, returnAddress: UInt32, process: UInt32, instructions: UInt64) {
        self.function = function
        self.returnAddress = returnAddress
        self.process = process
        self.instructions = instructions
    }

    /// What the machine takes before the first guest runs.
    package static let boot = CallSite(function: "boot", returnAddress: 0, process: 0, instructions: 0)
}
