public import GuestAddress

/// Where a virtual address leads, and what may be done there.
public struct Translation: Hashable, Sendable, Codable {
    /// The physical address of the very byte.
    public var physical: PhysicalAddress
    /// The descriptor that ended the walk.
    public var page: PageDescriptor
    /// Whether the descriptor stood in the first-level table or in a second-level table.
    public var level: Fault.Level
    /// The domain, 0 to 15.
    public var domain: UInt8
    /// What DACR says of the domain.
    public var domainAccess: DomainAccess

    @inlinable
    init(
        _ page: PageDescriptor, of virtual: VirtualAddress, level: Fault.Level, domain: UInt8, regime: TranslationRegime
    ) {
        self.page = page
        self.level = level
        self.domain = domain
        domainAccess = regime.access(to: domain)
        physical = PhysicalAddress(page.base.rawValue | virtual.rawValue & page.size.offsetMask)
    }

    @inlinable
    public var pageSize: PageSize { page.size }

    @inlinable
    public var attributes: PageAttributes { page.attributes }

    /// Why the MMU refuses an access to the address, nil when it allows it.
    ///
    /// The checks come in the order that the architecture gives: access flag, domain, permissions.
    /// - Parameters:
    ///   - access: what it is to do.
    ///   - privileged: false in USR mode, and for LDRT and STRT.
    @inlinable
    public func fault(for access: AccessKind, privileged: Bool) -> Fault? {
        func refused(_ kind: Fault.Kind) -> Fault { Fault(kind: kind, level: level, domain: domain, access: access) }
        if !page.accessFlag { return refused(.accessFlag) }
        switch domainAccess {
        case .none: return refused(.domain)
        case .client: if !permits(access, privileged: privileged) { return refused(.permission) }
        case .manager: break
        }
        return page.baseAbove4GB == 0 ? nil : refused(.external)
    }

    /// Whether the descriptor's own permissions allow an access, domains apart.
    @inlinable
    public func permits(_ access: AccessKind, privileged: Bool) -> Bool {
        let right = privileged ? page.attributes.privileged : page.attributes.user
        switch access {
        case .read: return right.allowsReading
        case .write: return right.allowsWriting
        case .execute:
            if privileged && page.privilegedExecuteNever { return false }
            return right.allowsReading && !page.attributes.executeNever
        }
    }
}

/// The answer of the walker's fast path: a run of bytes that are adjacent in both address spaces.
public struct PageTranslation: Hashable, Sendable {
    /// The physical address of the virtual address that was asked for.
    public var physical: PhysicalAddress
    /// The bytes from there for which the answer holds, at least 1.
    public var length: UInt32

    @inlinable
    public init(physical: PhysicalAddress, length: UInt32) {
        self.physical = physical
        self.length = length
    }
}
