package import GuestAddress
import Unicorn

/// The report's registers and page walk in plain values, for those who write them down and know neither core nor MMU.
extension FaultReport {
    /// r0 to r15 and cpsr.
    package var registerWords: [(name: String, value: UInt32)] {
        (0..<16).map { ("r\($0)", registers.r[$0]) } + [("cpsr", registers.cpsr)]
    }

    /// One descriptor of the walk.
    package struct Descriptor: Hashable, Sendable, Codable {
        /// 1 or 2.
        package let level: Int
        package let address: PhysicalAddress
        /// Nil where no memory is.
        package let value: UInt32?
        package let meaning: String

        package init(level: Int, address: PhysicalAddress, value: UInt32?, meaning: String) {
            self.level = level
            self.address = address
            self.value = value
            self.meaning = meaning
        }

        /// `level 1 at 0x84f26000, 0x84f25001: coarse table at 0x84f25000, domain 0`.
        package var line: String {
            let word = value.map { "0x\(hexadecimal($0)): " } ?? ""
            return "level \(level) at \(address), \(word)\(meaning)"
        }
    }
}
