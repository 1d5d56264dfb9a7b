public import GuestAddress

/// Writes the 4 KB pages of a coarse table.
public enum SmallPage {
    /// The descriptor of one page, or nil when no descriptor under `rules` has these permissions.
    /// - Parameters:
    ///   - physical: what the page shows; the low 12 bits are dropped.
    ///   - attributes: what it says.
    ///   - rules: how the core will read it.
    @inlinable
    public static func encode(_ physical: PhysicalAddress, _ attributes: PageAttributes, rules: DescriptorRules)
        -> UInt32?
    {
        guard let low = pageBits(attributes, rules: rules) else { return nil }
        var value = physical.rawValue & ~PageSize.small.offsetMask | DescriptorBits.smallPage | low
        if rules.format == .v6 {
            if attributes.executeNever { value |= DescriptorBits.smallExecuteNever }
            value |= UInt32(attributes.tex & 7) << 6
        }
        return value
    }
}

/// Writes the 64 KB pages of a coarse table. The same word stands in 16 consecutive entries.
public enum LargePage {
    /// The number of consecutive entries that hold the word.
    public static let repeats = 16

    /// The descriptor of one page, or nil when no descriptor under `rules` has these permissions.
    /// - Parameters:
    ///   - physical: what the page shows; the low 16 bits are dropped.
    ///   - attributes: what it says.
    ///   - rules: how the core will read it.
    @inlinable
    public static func encode(_ physical: PhysicalAddress, _ attributes: PageAttributes, rules: DescriptorRules)
        -> UInt32?
    {
        guard let low = pageBits(attributes, rules: rules) else { return nil }
        var value = physical.rawValue & ~PageSize.large.offsetMask | DescriptorBits.largePage | low
        if rules.format == .v6 {
            if attributes.executeNever { value |= DescriptorBits.largeExecuteNever }
            value |= UInt32(attributes.tex & 7) << 12
        }
        return value
    }
}

/// The bits that small and large pages have in the same places.
@inlinable
func pageBits(_ attributes: PageAttributes, rules: DescriptorRules) -> UInt32? {
    guard let access = attributes.permissions.accessBits(rules: rules) else { return nil }
    var value = cacheBits(attributes)
    switch rules.format {
    case .v5:
        // The same permission for each quarter.
        value |= (access &* 0x55) << 4
    case .v6:
        value |= (access & 3) << 4 | (access & 4) << 7
        if attributes.shareable { value |= DescriptorBits.pageShareable }
        if !attributes.global { value |= DescriptorBits.pageNotGlobal }
    }
    return value
}

@inlinable
func cacheBits(_ attributes: PageAttributes) -> UInt32 {
    (attributes.cacheable ? DescriptorBits.cacheable : 0) | (attributes.bufferable ? DescriptorBits.bufferable : 0)
}

/// Writes the 1 MB sections of a first-level table.
public enum Section {
    /// The descriptor of one section, or nil when no descriptor under `rules` has these permissions.
    /// - Parameters:
    ///   - physical: what the section shows; the low 20 bits are dropped.
    ///   - attributes: what it says.
    ///   - domain: 0 to 15; higher bits are dropped.
    ///   - rules: how the core will read it.
    @inlinable
    public static func encode(
        _ physical: PhysicalAddress, _ attributes: PageAttributes, domain: UInt8 = 0, rules: DescriptorRules
    ) -> UInt32? {
        guard let low = sectionBits(attributes, rules: rules) else { return nil }
        return physical.rawValue & ~PageSize.section.offsetMask | UInt32(domain & 15) << 5 | low
    }
}

/// Writes the 16 MB supersections of a v6 first-level table. The same word stands in 16 consecutive entries.
public enum Supersection {
    /// The number of consecutive entries that hold the word.
    public static let repeats = 16

    /// The descriptor of one supersection (its domain is 0), or nil when no descriptor under `rules` has these
    /// permissions or the format has no supersections.
    /// - Parameters:
    ///   - physical: what it shows; the low 24 bits are dropped.
    ///   - attributes: what it says.
    ///   - rules: how the core will read it.
    @inlinable
    public static func encode(_ physical: PhysicalAddress, _ attributes: PageAttributes, rules: DescriptorRules)
        -> UInt32?
    {
        guard rules.format == .v6, let low = sectionBits(attributes, rules: rules) else { return nil }
        return physical.rawValue & ~PageSize.supersection.offsetMask | DescriptorBits.supersection | low
    }
}

/// The bits that sections and supersections have in the same places, the type included.
@inlinable
func sectionBits(_ attributes: PageAttributes, rules: DescriptorRules) -> UInt32? {
    guard let access = attributes.permissions.accessBits(rules: rules) else { return nil }
    var value = DescriptorBits.section | cacheBits(attributes) | (access & 3) << 10
    if rules.format == .v6 {
        value |= (access & 4) << 13 | UInt32(attributes.tex & 7) << 12
        if attributes.executeNever { value |= DescriptorBits.sectionExecuteNever }
        if attributes.shareable { value |= DescriptorBits.sectionShareable }
        if !attributes.global { value |= DescriptorBits.sectionNotGlobal }
    }
    return value
}
