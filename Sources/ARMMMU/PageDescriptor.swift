public import GuestAddress

/// A descriptor that ends a walk: a page, section or supersection.
public struct PageDescriptor: Hashable, Sendable, Codable {
    /// How much it maps.
    public var size: PageSize
    /// The physical address of its first byte, bits 31–0.
    public var base: PhysicalAddress
    /// Bits 39–32 of the physical address, of a supersection only.
    public var baseAbove4GB: UInt8
    /// What it says of the memory; of a v5 page with four permissions, for the quarter that was asked for.
    public var attributes: PageAttributes
    /// The domain of a section; 0 of a supersection; nil of a page, which has the domain of its table.
    public var domain: UInt8?
    /// False when SCTLR.AFE is set and the access flag is clear.
    public var accessFlag: Bool
    /// Whether privileged code may not execute it.
    public var privilegedExecuteNever: Bool
    /// The bytes for which the permissions hold: less than `size` for a v5 page whose quarters differ.
    public var permissionGranule: UInt32

    @inlinable
    init(
        size: PageSize, base: UInt32, accessBits: UInt32, cacheBits: UInt32, rules: DescriptorRules
    ) {
        let permissions = Permissions(accessBits: accessBits, rules: rules)
        self.size = size
        self.base = PhysicalAddress(base & ~size.offsetMask)
        baseAbove4GB = 0
        attributes = PageAttributes(privileged: permissions.privileged, user: permissions.user, cached: false)
        attributes.cacheable = cacheBits & DescriptorBits.cacheable != 0
        attributes.bufferable = cacheBits & DescriptorBits.bufferable != 0
        domain = nil
        accessFlag = !rules.usesAccessFlag || accessBits & 1 != 0
        privilegedExecuteNever = false
        permissionGranule = size.bytes
    }

    @inlinable
    init(v5Section value: UInt32, domain: UInt8, rules: DescriptorRules) {
        self.init(size: .section, base: value, accessBits: (value >> 10) & 3, cacheBits: value, rules: rules)
        self.domain = domain
    }

    /// A small or large page of the v5 format: each quarter has its own permissions, in bits 4–11.
    @inlinable
    init(v5Page value: UInt32, size: PageSize, at virtual: VirtualAddress, rules: DescriptorRules) {
        let quarter = size.bytes >> 2
        let index = (virtual.rawValue & size.offsetMask) / quarter
        let fields = (value >> 4) & 0xFF
        self.init(size: size, base: value, accessBits: (fields >> (index &* 2)) & 3, cacheBits: value, rules: rules)
        if fields != (fields & 3) &* 0x55 { permissionGranule = quarter }
    }

    /// A tiny page, or the extended small page of XScale and ARMv6: one permission, in bits 4–5.
    @inlinable
    init(v5SinglePermission value: UInt32, size: PageSize, rules: DescriptorRules) {
        self.init(size: size, base: value, accessBits: (value >> 4) & 3, cacheBits: value, rules: rules)
        if size == .small { attributes.tex = UInt8(truncatingIfNeeded: value >> 6) & 7 }
    }

    /// A section or supersection of the v6 format.
    @inlinable
    init(v6Section value: UInt32, domain: UInt8, rules: DescriptorRules) {
        let isSupersection = value & DescriptorBits.supersection != 0
        self.init(
            size: isSupersection ? .supersection : .section, base: value,
            accessBits: (value >> 10) & 3 | (value >> 13) & 4, cacheBits: value, rules: rules)
        attributes.executeNever = value & DescriptorBits.sectionExecuteNever != 0
        attributes.tex = UInt8(truncatingIfNeeded: value >> 12) & 7
        attributes.shareable = value & DescriptorBits.sectionShareable != 0
        attributes.global = value & DescriptorBits.sectionNotGlobal == 0
        privilegedExecuteNever = rules.hasPrivilegedExecuteNever && value & 1 != 0
        self.domain = isSupersection ? 0 : domain
        if isSupersection { baseAbove4GB = UInt8(truncatingIfNeeded: (value >> 20) & 15 | (value >> 1) & 0xF0) }
    }

    @inlinable
    init(v6Small value: UInt32, rules: DescriptorRules) {
        self.init(v6Page: value, size: .small, rules: rules)
        attributes.executeNever = value & DescriptorBits.smallExecuteNever != 0
        attributes.tex = UInt8(truncatingIfNeeded: value >> 6) & 7
    }

    @inlinable
    init(v6Large value: UInt32, rules: DescriptorRules) {
        self.init(v6Page: value, size: .large, rules: rules)
        attributes.executeNever = value & DescriptorBits.largeExecuteNever != 0
        attributes.tex = UInt8(truncatingIfNeeded: value >> 12) & 7
    }

    @inlinable
    init(v6Page value: UInt32, size: PageSize, rules: DescriptorRules) {
        self.init(
            size: size, base: value, accessBits: (value >> 4) & 3 | (value >> 7) & 4, cacheBits: value, rules: rules)
        attributes.shareable = value & DescriptorBits.pageShareable != 0
        attributes.global = value & DescriptorBits.pageNotGlobal == 0
    }
}

extension PageDescriptor: CustomStringConvertible {
    /// `small page, physical 0x80000000, kernel rw, user ro, cached`.
    public var description: String {
        let top =
            baseAbove4GB == 0 ? "\(base)" : "0x\(hexadecimal(baseAbove4GB, width: 2))\(hexadecimal(base.rawValue))"
        var text = "\(size), physical \(top), \(attributes)"
        if let domain, domain != 0 { text += ", domain \(domain)" }
        if !accessFlag { text += ", access flag clear" }
        return text
    }
}
