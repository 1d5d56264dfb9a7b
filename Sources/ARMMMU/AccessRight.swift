/// What one privilege level may do with data of a page.
public enum AccessRight: UInt8, Hashable, Sendable, CaseIterable, CustomStringConvertible, Codable {
    case none, readOnly, readWrite

    @inlinable
    public var allowsReading: Bool { self != .none }

    @inlinable
    public var allowsWriting: Bool { self == .readWrite }

    /// `none`, `ro` or `rw`.
    public var description: String {
        switch self {
        case .none: "none"
        case .readOnly: "ro"
        case .readWrite: "rw"
        }
    }
}

/// What privileged and user code may do with a page: the meaning of the access-permission bits.
public struct Permissions: Hashable, Sendable {
    /// What privileged code (SYSTEM, SVC and the exception modes) may do.
    public var privileged: AccessRight
    /// What code in USR mode may do.
    public var user: AccessRight

    @inlinable
    public init(privileged: AccessRight, user: AccessRight) {
        self.privileged = privileged
        self.user = user
    }

    /// Reads access-permission bits (ARM ARM DDI 0406, B3.7.1; DDI 0100, B4.5.3).
    /// - Parameters:
    ///   - bits: AP[1:0], with APX in bit 2 in the v6 format.
    ///   - rules: the meaning of AP 0 and of AP[0].
    @inlinable
    public init(accessBits bits: UInt32, rules: DescriptorRules) {
        if rules.usesAccessFlag {
            switch bits >> 1 {
            case 0: self.init(privileged: .readWrite, user: .none)
            case 1: self.init(privileged: .readWrite, user: .readWrite)
            case 2: self.init(privileged: .readOnly, user: .none)
            default: self.init(privileged: .readOnly, user: .readOnly)
            }
            return
        }
        switch bits {
        case 1: self.init(privileged: .readWrite, user: .none)
        case 2: self.init(privileged: .readWrite, user: .readOnly)
        case 3: self.init(privileged: .readWrite, user: .readWrite)
        case 5: self.init(privileged: .readOnly, user: .none)
        case 6, 7: self.init(privileged: .readOnly, user: .readOnly)
        case 0 where rules.systemProtection != rules.romProtection:
            // S and R together are reserved and give nothing.
            self.init(privileged: .readOnly, user: rules.romProtection ? .readOnly : .none)
        default: self.init(privileged: .none, user: .none)
        }
    }

    /// The bits that give exactly these permissions, APX in bit 2, or nil when no descriptor under these rules does.
    @inlinable
    public func accessBits(rules: DescriptorRules) -> UInt32? {
        // The order prefers 6 over the 7 that some ARMv6 cores reserve; an access flag, where one is used, is set.
        let candidates: ClosedRange<UInt32> = rules.format == .v5 ? 0...3 : 0...6
        if rules.usesAccessFlag {
            for bits: UInt32 in [1, 3, 5, 7] where Permissions(accessBits: bits, rules: rules) == self { return bits }
            return nil
        }
        for bits in candidates where bits != 4 && Permissions(accessBits: bits, rules: rules) == self { return bits }
        return nil
    }
}
