public import GuestAddress

/// Why the MMU refused an access.
public struct Fault: Hashable, Sendable, Error, Codable {
    /// What went wrong.
    public enum Kind: Hashable, Sendable, CaseIterable, Codable {
        /// The address is not a multiple of what the access needs.
        case alignment
        /// A descriptor is invalid.
        case translation
        /// The access flag is clear, and SCTLR.AFE set.
        case accessFlag
        /// DACR gives the domain no access.
        case domain
        /// The descriptor's permissions or execute-never forbid the access.
        case permission
        /// There is no memory where a table should be.
        case externalOnWalk
        /// There is no memory where the translation leads.
        case external
    }

    /// What the fault was found in.
    public enum Level: Hashable, Sendable, Codable {
        /// The first-level descriptor.
        case section
        /// The second-level descriptor.
        case page
    }

    public var kind: Kind
    public var level: Level
    /// The domain of the access, 0 where the walk did not get as far as to know it.
    public var domain: UInt8
    /// What the access was to do.
    public var access: AccessKind

    @inlinable
    public init(kind: Kind, level: Level, domain: UInt8 = 0, access: AccessKind) {
        self.kind = kind
        self.level = level
        self.domain = domain
        self.access = access
    }

    /// The low four bits of the fault status register (ARM ARM DDI 0406, B3.13.3).
    public var status: UInt32 {
        switch (kind, level) {
        case (.alignment, _): 0x1
        case (.accessFlag, .section): 0x3
        case (.translation, .section): 0x5
        case (.accessFlag, .page): 0x6
        case (.translation, .page): 0x7
        case (.external, _): 0x8
        case (.domain, .section): 0x9
        case (.domain, .page): 0xB
        case (.externalOnWalk, .section): 0xC
        case (.permission, .section): 0xD
        case (.externalOnWalk, .page): 0xE
        case (.permission, .page): 0xF
        }
    }

    /// The whole fault status register: for an instruction fetch IFSR, which has the status alone; otherwise DFSR with
    /// the domain in bits 4–7 and, on cores of the v6 format, bit 11 set for a write.
    public func statusRegister(format: TableFormat) -> UInt32 {
        if access == .execute { return format == .v5 ? status | UInt32(domain & 15) << 4 : status }
        let writeBit: UInt32 = format == .v6 && access == .write ? 1 << 11 : 0
        return status | UInt32(domain & 15) << 4 | writeBit
    }
}

extension Fault: CustomStringConvertible {
    /// What the fault status says, without the access: `page translation`, `external abort`.
    public var meaning: String {
        let place = level == .section ? "section" : "page"
        return switch kind {
        case .alignment: "alignment"
        case .translation: "\(place) translation"
        case .accessFlag: "\(place) access flag"
        case .domain: "\(place) domain"
        case .permission: "\(place) permission"
        case .externalOnWalk: "external abort on the \(place) table walk for \(access)"
        case .external: "external abort"
        }
    }

    /// The same as a noun: `page translation fault`, `external abort`.
    public var name: String {
        switch kind {
        case .externalOnWalk, .external: meaning
        case .alignment, .translation, .accessFlag, .domain, .permission: "\(meaning) fault"
        }
    }

    /// `page translation fault on read`.
    public var description: String { kind == .externalOnWalk ? name : "\(name) on \(access)" }
}
