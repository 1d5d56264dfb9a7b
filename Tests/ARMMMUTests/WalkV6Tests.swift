import ARMMMU
import GuestAddress
import Testing

@Suite struct `Walks of the v6 format` {
    let regime = TranslationRegime(rules: .v6, ttbr0: 0x8000_4000, dacr: 0x0000_0001)

    private func attributes(
        _ privileged: AccessRight, _ user: AccessRight, cacheable: Bool = false, bufferable: Bool = false,
        executeNever: Bool = false, global: Bool = true, shareable: Bool = false, tex: UInt8 = 0
    ) -> PageAttributes {
        var result = PageAttributes(
            privileged: privileged, user: user, cached: false, executeNever: executeNever, global: global,
            shareable: shareable, tex: tex)
        result.cacheable = cacheable
        result.bufferable = bufferable
        return result
    }

    @Test func `a section`() throws {
        // 0x80123456 is entry 0x801 of the table.
        let memory = TableMemory(words: [0x8000_6004: 0x3010_040E])
        let walk = Walker(regime).walk(VirtualAddress(0x8012_3456), in: memory)
        #expect(walk.first?.address == PhysicalAddress(0x8000_6004))
        #expect(walk.first?.value == 0x3010_040E)
        #expect(walk.second == nil)
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0x3012_3456))
        #expect(translation.pageSize == .section)
        #expect(translation.level == .section)
        #expect(translation.domain == 0)
        #expect(translation.domainAccess == .client)
        #expect(translation.attributes == attributes(.readWrite, .none, cacheable: true, bufferable: true))
        #expect(
            walk.first?.description == "0x3010040e: section, physical 0x30100000, kernel rw, user none, cached")
    }

    @Test func `a section with every attribute`() throws {
        // APX and AP 2, TEX 5, S, nG, XN, C, domain 0.
        let memory = TableMemory(words: [0x8000_6004: 0x3013_D81A])
        let translation = try #require(Walker(regime).walk(VirtualAddress(0x8010_0000), in: memory).translation)
        #expect(
            translation.attributes
                == attributes(
                    .readOnly, .readOnly, cacheable: true, executeNever: true, global: false, shareable: true, tex: 5))
        #expect(
            translation.page.description
                == "section, physical 0x30100000, kernel ro, user ro, cached write-through, TEX 5, shareable, "
                + "not global, execute-never")
    }

    @Test func `a supersection`() throws {
        // Entry 0x8A3 of the 16 that repeat the word; bits 5 to 8 and 20 to 23 are address bits, here zero.
        let memory = TableMemory(words: [0x8000_628C: 0x3004_0C02])
        let walk = Walker(regime).walk(VirtualAddress(0x8A34_5678), in: memory)
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0x3034_5678))
        #expect(translation.pageSize == .supersection)
        #expect(translation.domain == 0)
        #expect(translation.attributes == attributes(.readWrite, .readWrite))
    }

    @Test func `a supersection above 4 GiB is an external abort`() throws {
        let memory = TableMemory(words: [0x8000_628C: 0x3014_0C22])
        let walk = Walker(regime).walk(VirtualAddress(0x8A34_5678), in: memory)
        let translation = try #require(walk.translation)
        #expect(translation.page.baseAbove4GB == 0x11)
        #expect(
            walk.fault(for: .read, privileged: true)
                == Fault(kind: .external, level: .section, domain: 0, access: .read))
        #expect(
            walk.first?.description
                == "0x30140c22: supersection, physical 0x1130000000, kernel rw, user rw, uncached")
    }

    @Test func `a small page`() throws {
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0001, 0x8001_00D0: 0xA0F0_082E])
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: memory)
        #expect(
            walk.first
                == WalkStep(
                    address: PhysicalAddress(0x8000_4410), value: 0x8001_0001,
                    descriptor: .coarseTable(
                        TableReference(base: PhysicalAddress(0x8001_0000), domain: 0, privilegedExecuteNever: false))))
        #expect(walk.second?.address == PhysicalAddress(0x8001_00D0))
        #expect(walk.second?.value == 0xA0F0_082E)
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0xA0F0_0ABC))
        #expect(translation.pageSize == .small)
        #expect(translation.level == .page)
        #expect(
            translation.attributes
                == attributes(.readWrite, .readOnly, cacheable: true, bufferable: true, global: false))
        #expect(walk.first?.description == "0x80010001: coarse table at 0x80010000, domain 0")
        #expect(
            walk.second?.description
                == "0xa0f0082e: small page, physical 0xa0f00000, kernel rw, user ro, cached, not global")
    }

    @Test func `a small page with execute-never, TEX and shareable`() throws {
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0001, 0x8001_00D0: 0xA0F0_06F7])
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4000), in: memory)
        let translation = try #require(walk.translation)
        #expect(
            translation.attributes
                == attributes(
                    .readOnly, .readOnly, bufferable: true, executeNever: true, shareable: true, tex: 3))
        #expect(walk.fault(for: .read, privileged: false) == nil)
        #expect(
            walk.fault(for: .execute, privileged: true)
                == Fault(kind: .permission, level: .page, domain: 0, access: .execute))
    }

    @Test func `a large page`() throws {
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0001, 0x8001_00D0: 0xA0F3_A431])
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: memory)
        let translation = try #require(walk.translation)
        #expect(translation.physical == PhysicalAddress(0xA0F3_4ABC))
        #expect(translation.pageSize == .large)
        #expect(
            translation.attributes
                == attributes(.readWrite, .readWrite, executeNever: true, shareable: true, tex: 2))
    }

    @Test func `an invalid first-level word`() {
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: TableMemory(words: [0x8000_4410: 0x1234_5678]))
        #expect(walk.outcome == .fault(.translation, .section, domain: 0))
        #expect(walk.first?.description == "0x12345678: nothing mapped")
        #expect(walk.fault(for: .write, privileged: false)?.statusRegister(format: .v6) == 0x805)
    }

    @Test func `a reserved first-level word`() {
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: TableMemory(words: [0x8000_4410: 0x1234_5403]))
        #expect(walk.outcome == .fault(.translation, .section, domain: 0))
        #expect(walk.first?.description == "0x12345403: reserved, faults")
    }

    @Test func `an invalid second-level word keeps the domain of its table`() {
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0061, 0x8001_00D0: 0x0000_0400])
        let walk = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: memory)
        #expect(walk.outcome == .fault(.translation, .page, domain: 3))
        #expect(walk.fault(for: .read, privileged: false)?.statusRegister(format: .v6) == 0x037)
        #expect(walk.fault(for: .write, privileged: false)?.statusRegister(format: .v6) == 0x837)
        #expect(walk.fault(for: .execute, privileged: false)?.statusRegister(format: .v6) == 0x007)
    }

    @Test func `tables where no memory is`() {
        let missingFirst = Walker(regime).walk(VirtualAddress(0x1043_4ABC), in: TableMemory())
        #expect(missingFirst.outcome == .fault(.externalOnWalk, .section, domain: 0))
        #expect(missingFirst.first?.description == "no memory at 0x80004410")
        let missingSecond = Walker(regime).walk(
            VirtualAddress(0x1043_4ABC), in: TableMemory(words: [0x8000_4410: 0x0000_0021]))
        #expect(missingSecond.outcome == .fault(.externalOnWalk, .page, domain: 1))
        #expect(missingSecond.second?.address == PhysicalAddress(0x0000_00D0))
        #expect(missingSecond.fault(for: .read, privileged: true)?.status == 0xE)
    }

    @Test func `the access flag replaces the lowest permission bit`() {
        var flagged = regime
        flagged.rules.usesAccessFlag = true
        // AP 0x2: simplified read-write for both, flag clear.
        let memory = TableMemory(words: [0x8000_6004: 0x3010_0802, 0x8000_6008: 0x3020_8C02])
        #expect(
            Walker(flagged).translate(VirtualAddress(0x8010_0000), for: .read, privileged: true, in: memory)
                == .failure(Fault(kind: .accessFlag, level: .section, domain: 0, access: .read)))
        // APX and AP 3: read-only for both, flag set.
        #expect(
            Walker(flagged).translate(VirtualAddress(0x8020_0000), for: .read, privileged: false, in: memory)
                == .success(PhysicalAddress(0x3020_0000)))
        #expect(
            Walker(flagged).translate(VirtualAddress(0x8020_0000), for: .write, privileged: true, in: memory)
                == .failure(Fault(kind: .permission, level: .section, domain: 0, access: .write)))
    }

    @Test func `a privileged-execute-never table stops the kernel only`() {
        var core = regime
        core.rules.hasPrivilegedExecuteNever = true
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0005, 0x8001_00D0: 0xA0F0_0032])
        let walk = Walker(core).walk(VirtualAddress(0x1043_4000), in: memory)
        #expect(
            walk.fault(for: .execute, privileged: true)
                == Fault(kind: .permission, level: .page, domain: 0, access: .execute))
        #expect(walk.fault(for: .execute, privileged: false) == nil)
        #expect(walk.fault(for: .write, privileged: true) == nil)
    }

    @Test func `TTBCR splits the address space`() {
        let split = TranslationRegime(
            rules: .v6, ttbr0: 0x8000_2019, ttbr1: 0x8000_8019, ttbcr: 1, dacr: 0x0000_0001)
        // The 8 KB table of the low half begins at 0x80002000, the 16 KB table of the high half at 0x80008000.
        let memory = TableMemory(words: [0x8000_3FFC: 0x3000_0C02, 0x8000_A000: 0x4000_0402])
        let walker = Walker(split)
        #expect(
            walker.translate(VirtualAddress(0x7FF0_0000), for: .read, privileged: false, in: memory)
                == .success(PhysicalAddress(0x3000_0000)))
        #expect(
            walker.translate(VirtualAddress(0x8000_0000), for: .read, privileged: true, in: memory)
                == .success(PhysicalAddress(0x4000_0000)))
        #expect(
            walker.translate(VirtualAddress(0x8000_0000), for: .read, privileged: false, in: memory)
                == .failure(Fault(kind: .permission, level: .section, domain: 0, access: .read)))
    }

    @Test func `TTBCR can disable either half`() {
        let memory = TableMemory(words: [0x8000_3FFC: 0x3000_0C02, 0x8000_A000: 0x4000_0402])
        var split = TranslationRegime(rules: .v6, ttbr0: 0x8000_2000, ttbr1: 0x8000_8000, ttbcr: 0x11)
        #expect(Walker(split).walk(VirtualAddress(0x7FF0_0000), in: memory).first == nil)
        #expect(Walker(split).walk(VirtualAddress(0x8000_0000), in: memory).translation != nil)
        split.ttbcr = 0x21
        #expect(Walker(split).walk(VirtualAddress(0x7FF0_0000), in: memory).translation != nil)
        #expect(
            Walker(split).walk(VirtualAddress(0x8000_0000), in: memory).outcome
                == .fault(.translation, .section, domain: 0))
    }

    @Test func `the fast path says how far the answer holds`() {
        let memory = TableMemory(words: [0x8000_4410: 0x8001_0001, 0x8001_00D0: 0xA0F0_0832, 0x8000_6004: 0x3010_0402])
        let walker = Walker(regime)
        #expect(
            walker.translatePage(VirtualAddress(0x1043_4ABC), for: .write, privileged: false, in: memory)
                == PageTranslation(physical: PhysicalAddress(0xA0F0_0ABC), length: 0x544))
        #expect(
            walker.translatePage(VirtualAddress(0x8010_0000), for: .read, privileged: true, in: memory)
                == PageTranslation(physical: PhysicalAddress(0x3010_0000), length: 0x10_0000))
        #expect(walker.translatePage(VirtualAddress(0x8010_0000), for: .read, privileged: false, in: memory) == nil)
    }
}
