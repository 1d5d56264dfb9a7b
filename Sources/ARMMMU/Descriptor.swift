public import GuestAddress

/// What a word of a table means.
public enum Descriptor: Hashable, Sendable, Codable {
    /// Nothing is mapped: type 0.
    case invalid
    /// A type that this format or core does not have: it faults like `invalid`.
    case reserved
    /// The 1 KB table of one megabyte.
    case coarseTable(TableReference)
    /// The 4 KB table of one megabyte in the v5 format, which reaches tiny pages.
    case fineTable(TableReference)
    /// A page, section or supersection.
    case page(PageDescriptor)

    /// Reads a word of a first-level table.
    @inlinable
    public init(firstLevel value: UInt32, rules: DescriptorRules) {
        let domain = UInt8(truncatingIfNeeded: value >> 5) & 15
        switch (value & 3, rules.format) {
        case (0, _): self = .invalid
        case (1, _):
            self = .coarseTable(
                TableReference(
                    base: PhysicalAddress(value & 0xFFFF_FC00), domain: domain,
                    privilegedExecuteNever: rules.hasPrivilegedExecuteNever && value & 4 != 0))
        case (2, .v5): self = .page(PageDescriptor(v5Section: value, domain: domain, rules: rules))
        case (3, .v5):
            self = .fineTable(
                TableReference(
                    base: PhysicalAddress(value & 0xFFFF_F000), domain: domain, privilegedExecuteNever: false))
        case (3, .v6) where !rules.hasPrivilegedExecuteNever: self = .reserved
        default: self = .page(PageDescriptor(v6Section: value, domain: domain, rules: rules))
        }
    }

    /// Reads a word of a coarse table.
    /// - Parameters:
    ///   - value: the word.
    ///   - virtual: the address being translated, which picks one of the four permissions of a v5 page.
    ///   - rules: how to read it.
    @inlinable
    public init(coarse value: UInt32, at virtual: VirtualAddress, rules: DescriptorRules) {
        switch (value & 3, rules.format) {
        case (0, _): self = .invalid
        case (1, .v5): self = .page(PageDescriptor(v5Page: value, size: .large, at: virtual, rules: rules))
        case (2, .v5): self = .page(PageDescriptor(v5Page: value, size: .small, at: virtual, rules: rules))
        case (_, .v5):
            // Unpredictable on ARMv5, where real cores fault.
            guard rules.hasExtendedSmallPages else {
                self = .reserved
                return
            }
            self = .page(PageDescriptor(v5SinglePermission: value, size: .small, rules: rules))
        case (1, .v6): self = .page(PageDescriptor(v6Large: value, rules: rules))
        case (_, .v6): self = .page(PageDescriptor(v6Small: value, rules: rules))
        }
    }

    /// Reads a word of a fine table, which only the v5 format has.
    /// - Parameters:
    ///   - value: the word.
    ///   - virtual: the address being translated, which picks one of the four permissions of a page.
    ///   - rules: how to read it.
    @inlinable
    public init(fine value: UInt32, at virtual: VirtualAddress, rules: DescriptorRules) {
        switch value & 3 {
        case 0: self = .invalid
        case 1: self = .page(PageDescriptor(v5Page: value, size: .large, at: virtual, rules: rules))
        case 2: self = .page(PageDescriptor(v5Page: value, size: .small, at: virtual, rules: rules))
        default: self = .page(PageDescriptor(v5SinglePermission: value, size: .tiny, rules: rules))
        }
    }
}

/// A first-level descriptor that leads to a second-level table.
public struct TableReference: Hashable, Sendable, Codable {
    /// Where the table begins.
    public var base: PhysicalAddress
    /// The domain of everything the table maps, 0 to 15.
    public var domain: UInt8
    /// Whether privileged code may not execute what the table maps.
    public var privilegedExecuteNever: Bool

    @inlinable
    public init(base: PhysicalAddress, domain: UInt8, privilegedExecuteNever: Bool) {
        self.base = base
        self.domain = domain
        self.privilegedExecuteNever = privilegedExecuteNever
    }
}

extension Descriptor: CustomStringConvertible {
    /// `small page, physical 0x80000000, kernel rw, user ro, cached`.
    public var description: String {
        switch self {
        case .invalid: "nothing mapped"
        case .reserved: "reserved, faults"
        case .coarseTable(let table): "coarse table at \(table.base), domain \(table.domain)"
        case .fineTable(let table): "fine table at \(table.base), domain \(table.domain)"
        case .page(let page): page.description
        }
    }
}
