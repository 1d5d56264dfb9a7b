public import GuestAddress

/// One level of a walk: the word that was read, and what it means.
public struct WalkStep: Hashable, Sendable, CustomStringConvertible, Codable {
    /// Where the descriptor stands.
    public var address: PhysicalAddress
    /// The word, nil when there is no memory.
    public var value: UInt32?
    /// What the word means, `invalid` when there is no memory.
    public var descriptor: Descriptor

    @inlinable
    public init(address: PhysicalAddress, value: UInt32?, descriptor: Descriptor) {
        self.address = address
        self.value = value
        self.descriptor = descriptor
    }

    /// `0x80000412: small page, physical 0x80000000, kernel rw, user none, uncached`.
    public var description: String {
        guard let value else { return "no memory at \(address)" }
        return "0x\(hexadecimal(value)): \(descriptor)"
    }
}

/// Everything the MMU reads to translate one address.
public struct Walk: Hashable, Sendable, Codable {
    /// How a walk ends, permissions apart.
    public enum Outcome: Hashable, Sendable, Codable {
        case success(Translation)
        /// A translation fault, or an external abort on a table.
        case fault(Fault.Kind, Fault.Level, domain: UInt8)
    }

    /// What was asked for.
    public var virtual: VirtualAddress
    /// The first level; nil when TTBCR disables the walk.
    public var first: WalkStep?
    /// The second level; nil when the first did not lead there.
    public var second: WalkStep?
    /// How it ended.
    public var outcome: Outcome

    @inlinable
    public init(virtual: VirtualAddress, first: WalkStep?, second: WalkStep?, outcome: Outcome) {
        self.virtual = virtual
        self.first = first
        self.second = second
        self.outcome = outcome
    }

    /// The translation, nil when the walk faulted.
    public var translation: Translation? {
        if case .success(let translation) = outcome { translation } else { nil }
    }

    /// Why the MMU refuses an access to the address, nil when it allows it.
    /// - Parameters:
    ///   - access: what it is to do.
    ///   - privileged: false in USR mode, and for LDRT and STRT.
    @inlinable
    public func fault(for access: AccessKind, privileged: Bool) -> Fault? {
        switch outcome {
        case .success(let translation): translation.fault(for: access, privileged: privileged)
        case .fault(let kind, let level, let domain): Fault(kind: kind, level: level, domain: domain, access: access)
        }
    }
}
