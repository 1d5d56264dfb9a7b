import ARMMMU
import GuestAddress
import Testing

@Suite struct `Walks of the v5 format` {
    let regime = TranslationRegime(rules: .v5, ttbr0: 0x3000_4000, dacr: 0x0000_0001)

    private func rights(_ address: UInt32, _ memory: TableMemory) -> Permissions? {
        Walker(regime).walk(VirtualAddress(address), in: memory).translation?.attributes.permissions
    }

    @Test func `a section`() throws {
        let memory = TableMemory(words: [0x3000_6000: 0x3000_081E])
        let walk = Walker(regime).walk(VirtualAddress(0x8001_2345), in: memory)
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0x3001_2345))
        #expect(translation.pageSize == .section)
        #expect(
            translation.attributes == PageAttributes(privileged: .readWrite, user: .readOnly, cached: true))
    }

    @Test func `a small page has a permission for each quarter`() throws {
        // Quarters: none (read-only by SCTLR.R), kernel, kernel and user read, everybody.
        let memory = TableMemory(words: [0x3000_4000: 0x3001_0011, 0x3001_0004: 0x3123_4E4E])
        #expect(rights(0x0000_1000, memory) == Permissions(privileged: .readOnly, user: .readOnly))
        #expect(rights(0x0000_1400, memory) == Permissions(privileged: .readWrite, user: .none))
        #expect(rights(0x0000_1800, memory) == Permissions(privileged: .readWrite, user: .readOnly))
        #expect(rights(0x0000_1C00, memory) == Permissions(privileged: .readWrite, user: .readWrite))
        #expect(
            Walker(regime).translatePage(VirtualAddress(0x0000_1C10), for: .write, privileged: false, in: memory)
                == PageTranslation(physical: PhysicalAddress(0x3123_4C10), length: 0x3F0))
    }

    @Test func `a small page with equal quarters is one run`() {
        let memory = TableMemory(words: [0x3000_4000: 0x3001_0011, 0x3001_0004: 0x3123_4FF2])
        #expect(
            Walker(regime).translatePage(VirtualAddress(0x0000_1010), for: .write, privileged: false, in: memory)
                == PageTranslation(physical: PhysicalAddress(0x3123_4010), length: 0xFF0))
    }

    @Test func `a large page has a permission for each 16 KB`() {
        let memory = TableMemory(words: [0x3000_4000: 0x3001_0011, 0x3001_002C: 0x3123_4C01])
        let address: UInt32 = 0x0000_B678
        #expect(rights(address, memory) == Permissions(privileged: .readOnly, user: .readOnly))
        let last = TableMemory(words: [0x3000_4000: 0x3001_0011, 0x3001_003C: 0x3123_4C01])
        #expect(rights(0x0000_F000, last) == Permissions(privileged: .readWrite, user: .readWrite))
        #expect(
            Walker(regime).translatePage(VirtualAddress(0x0000_F004), for: .write, privileged: false, in: last)
                == PageTranslation(physical: PhysicalAddress(0x3123_F004), length: 0xFFC))
    }

    @Test func `a fine table leads to tiny pages`() throws {
        let memory = TableMemory(words: [0x3000_4004: 0x3001_0073, 0x3001_0F84: 0x3123_443F])
        let walk = Walker(regime).walk(VirtualAddress(0x001F_847F), in: memory)
        #expect(walk.first?.description == "0x30010073: fine table at 0x30010000, domain 3")
        #expect(walk.second?.address == PhysicalAddress(0x3001_0F84))
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0x3123_447F))
        #expect(translation.pageSize == .tiny)
        #expect(translation.domain == 3)
        #expect(
            translation.attributes == PageAttributes(privileged: .readWrite, user: .readWrite, cached: true))
        #expect(
            walk.second?.description == "0x3123443f: tiny page, physical 0x31234400, kernel rw, user rw, cached")
        // Domain 3 has no access.
        #expect(
            walk.fault(for: .read, privileged: true)
                == Fault(kind: .domain, level: .page, domain: 3, access: .read))
    }

    @Test func `a fine table leads to small and large pages too`() {
        let memory = TableMemory(words: [
            0x3000_4004: 0x3001_0013, 0x3001_0F84: 0x3123_4FF2, 0x3001_0F88: 0x3456_0FF1, 0x3001_0F8C: 0,
        ])
        let walker = Walker(regime)
        #expect(walker.walk(VirtualAddress(0x001F_8400), in: memory).translation?.physical.rawValue == 0x3123_4400)
        #expect(walker.walk(VirtualAddress(0x001F_8800), in: memory).translation?.physical.rawValue == 0x3456_8800)
        #expect(
            walker.walk(VirtualAddress(0x001F_8C00), in: memory).outcome == .fault(.translation, .page, domain: 0))
    }

    @Test func `type 3 in a coarse table faults, but is an extended small page on XScale`() throws {
        let memory = TableMemory(words: [0x3000_4000: 0x3001_0011, 0x3001_0004: 0x3123_4073])
        #expect(
            Walker(regime).walk(VirtualAddress(0x0000_1234), in: memory).outcome
                == .fault(.translation, .page, domain: 0))
        var scale = regime
        scale.rules.hasExtendedSmallPages = true
        let translation = try #require(Walker(scale).walk(VirtualAddress(0x0000_1234), in: memory).translation)
        #expect(translation.physical == PhysicalAddress(0x3123_4234))
        #expect(translation.pageSize == .small)
        #expect(
            translation.attributes
                == PageAttributes(privileged: .readWrite, user: .readWrite, cached: false, tex: 1))
    }

    @Test(arguments: [
        (false, false, AccessRight.none, AccessRight.none), (true, false, .readOnly, .none),
        (false, true, .readOnly, .readOnly), (true, true, .none, .none),
    ])
    func `AP 0 follows S and R`(system: Bool, rom: Bool, privileged: AccessRight, user: AccessRight) {
        let rules = DescriptorRules(format: .v5, systemProtection: system, romProtection: rom)
        #expect(Permissions(accessBits: 0, rules: rules) == Permissions(privileged: privileged, user: user))
    }

    @Test func `domains decide before permissions`() {
        let memory = TableMemory(words: [0x3000_6000: 0x3000_0052])
        func result(_ dacr: UInt32) -> Result<PhysicalAddress, Fault> {
            let walker = Walker(TranslationRegime(rules: .v5, ttbr0: 0x3000_4000, dacr: dacr))
            return walker.translate(VirtualAddress(0x8000_0000), for: .write, privileged: false, in: memory)
        }
        // Domain 2: none, client, reserved, manager.
        #expect(result(0x00) == .failure(Fault(kind: .domain, level: .section, domain: 2, access: .write)))
        #expect(result(0x10) == .failure(Fault(kind: .permission, level: .section, domain: 2, access: .write)))
        #expect(result(0x20) == .failure(Fault(kind: .domain, level: .section, domain: 2, access: .write)))
        #expect(result(0x30) == .success(PhysicalAddress(0x3000_0000)))
    }
}
