import ARMMMU
import GuestAddress
import Testing

@Suite struct `Fault status` {
    @Test(arguments: [
        (Fault.Kind.alignment, UInt32(0x1), UInt32(0x1)), (.accessFlag, 0x3, 0x6), (.translation, 0x5, 0x7),
        (.external, 0x8, 0x8), (.domain, 0x9, 0xB), (.externalOnWalk, 0xC, 0xE), (.permission, 0xD, 0xF),
    ])
    func `each kind has its code`(kind: Fault.Kind, section: UInt32, page: UInt32) {
        #expect(Fault(kind: kind, level: .section, access: .read).status == section)
        #expect(Fault(kind: kind, level: .page, access: .read).status == page)
    }

    @Test func `the register has domain and direction`() {
        let write = Fault(kind: .permission, level: .page, domain: 15, access: .write)
        #expect(write.statusRegister(format: .v6) == 0x8FF)
        #expect(write.statusRegister(format: .v5) == 0x0FF)
        #expect(write.description == "page permission fault on write")
        let fetch = Fault(kind: .translation, level: .section, domain: 1, access: .execute)
        #expect(fetch.statusRegister(format: .v6) == 0x005)
        #expect(fetch.statusRegister(format: .v5) == 0x015)
    }
}
