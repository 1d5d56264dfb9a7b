/// Which of the two layouts of short descriptors the core reads.
public enum TableFormat: Hashable, Sendable, CaseIterable, Codable {
    /// ARMv5 and earlier, and ARMv6 with SCTLR.XP clear: four access permissions in a page, S and R bits, fine tables.
    case v5
    /// ARMv6 with SCTLR.XP set, and ARMv7: AP with APX, execute-never, not-global, TEX, shareable, supersections.
    case v6
}

/// How the words of a table are to be read: the format, and the bits of SCTLR and of the core that change a meaning.
public struct DescriptorRules: Hashable, Sendable, Codable {
    /// The layout of the descriptors.
    public var format: TableFormat
    /// SCTLR.S: AP 0 lets privileged code read. Cores up to ARMv6.
    public var systemProtection: Bool
    /// SCTLR.R: AP 0 lets everybody read. Cores up to ARMv6.
    public var romProtection: Bool
    /// SCTLR.AFE: AP[0] is the access flag, AP[2:1] the simplified permissions. ARMv6K and later, v6 format.
    public var usesAccessFlag: Bool
    /// Whether type 3 in a coarse table of the v5 format is a 4 KB page (XScale, ARMv6) instead of a fault (ARMv5).
    public var hasExtendedSmallPages: Bool
    /// Whether first-level descriptors have a privileged-execute-never bit (cores with the large address extension).
    public var hasPrivilegedExecuteNever: Bool

    /// Rules, by default with every optional bit clear.
    @inlinable
    public init(
        format: TableFormat, systemProtection: Bool = false, romProtection: Bool = false, usesAccessFlag: Bool = false,
        hasExtendedSmallPages: Bool = false, hasPrivilegedExecuteNever: Bool = false
    ) {
        self.format = format
        self.systemProtection = systemProtection
        self.romProtection = romProtection
        self.usesAccessFlag = usesAccessFlag
        self.hasExtendedSmallPages = hasExtendedSmallPages
        self.hasPrivilegedExecuteNever = hasPrivilegedExecuteNever
    }

    /// ARMv5 with SCTLR.R set, which gives pages that everybody may only read.
    public static let v5 = DescriptorRules(format: .v5, romProtection: true)
    /// ARMv6 with SCTLR.XP set, and ARMv7.
    public static let v6 = DescriptorRules(format: .v6)
}

/// The registers that decide a translation, as CP15 holds them.
public struct TranslationRegime: Hashable, Sendable, Codable {
    /// How descriptors are read.
    public var rules: DescriptorRules
    /// TTBR0: the table of the lower addresses, of all when TTBCR.N is 0. Attribute bits below the base are ignored.
    public var ttbr0: UInt32
    /// TTBR1: the 16 KB table of the addresses that TTBCR.N takes from TTBR0.
    public var ttbr1: UInt32
    /// TTBCR: N in bits 0–2, PD0 and PD1 (walks disabled) in bits 4 and 5. Zero on ARMv5, which lacks it.
    public var ttbcr: UInt32
    /// DACR: two bits for each of the 16 domains.
    public var dacr: UInt32

    /// A regime.
    /// - Parameters:
    ///   - rules: how descriptors are read.
    ///   - ttbr0: the base of the first table.
    ///   - ttbr1: the base of the table of the upper addresses, unused when `ttbcr` is 0.
    ///   - ttbcr: the control register, 0 on ARMv5.
    ///   - dacr: the domains' access, by default client for domain 0 only.
    @inlinable
    public init(rules: DescriptorRules, ttbr0: UInt32, ttbr1: UInt32 = 0, ttbcr: UInt32 = 0, dacr: UInt32 = 1) {
        self.rules = rules
        self.ttbr0 = ttbr0
        self.ttbr1 = ttbr1
        self.ttbcr = ttbcr
        self.dacr = dacr
    }

    /// The layout of the descriptors.
    @inlinable
    public var format: TableFormat { rules.format }

    /// TTBCR.N: the number of top address bits that must be zero for TTBR0.
    @inlinable
    public var ttbcrN: UInt32 { ttbcr & 7 }

    /// What DACR says of a domain.
    /// - Parameter domain: 0 to 15; higher bits are ignored.
    @inlinable
    public func access(to domain: UInt8) -> DomainAccess {
        switch (dacr >> (UInt32(domain & 15) &* 2)) & 3 {
        case 1: .client
        case 3: .manager
        default: .none
        }
    }
}

/// What a two-bit field of DACR lets a domain do.
public enum DomainAccess: Hashable, Sendable, Codable {
    /// Every access faults. The reserved value 2 acts the same.
    case none
    /// The descriptor's permissions are checked.
    case client
    /// Nothing is checked.
    case manager
}
