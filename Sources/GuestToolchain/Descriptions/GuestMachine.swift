/// What an image is for: the value in the header of a PE file.
package enum GuestMachine: UInt16, CaseIterable, Sendable {
    /// ARM code without interworking, as eMbedded Visual C++ wrote it.
    case arm = 0x1C0
    /// ARM code with interworking, as CE 5, CE 6 and Compact 7 have it.
    case thumb = 0x1C2
    /// Thumb-2, as Compact 2013 has it.
    case armNT = 0x1C4

    /// The version of CE in the header.
    var version: (major: Int, minor: Int) {
        switch self {
        case .arm: (4, 20)
        case .thumb: (6, 0)
        case .armNT: (8, 0)
        }
    }

    /// `1c2`, as the command line has it.
    package var name: String { String(rawValue, radix: 16) }

    package init?(name: some StringProtocol) {
        guard let machine = Self.allCases.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = machine
    }

    /// Whether clang makes ELF objects for it, which become an image by our own conversion.
    var isConverted: Bool { self != .armNT }
}
