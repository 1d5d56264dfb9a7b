import SymbolFiles
import TestSupport

/// The companion files of the guest programs, as `fixtures/guests/build` makes them.
enum Companion: String, CaseIterable {
    case dwarf4 = "armv4i/sym.elf"
    case dwarf5 = "armv4i/symapp.elf"
    case library = "armv7/sym.map"
    case program = "armv7/symapp.map"

    func bytes() throws -> [UInt8] { try Fixtures.bytes("guests/bin/\(rawValue)") }
}
