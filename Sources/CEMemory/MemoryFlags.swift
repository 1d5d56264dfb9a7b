/// Flags of the memory calls (memory.h of the public SDK).
package enum MemoryFlags {
    package static let commit: UInt32 = 0x1000
    package static let reserve: UInt32 = 0x2000
    package static let decommit: UInt32 = 0x4000
    package static let release: UInt32 = 0x8000
    package static let free: UInt32 = 0x1_0000
    package static let privateMemory: UInt32 = 0x2_0000
    package static let mapped: UInt32 = 0x4_0000
    package static let topDown: UInt32 = 0x10_0000
    package static let autoCommit: UInt32 = 0x20_0000
    package static let image: UInt32 = 0x100_0000
}

/// What PAGE_… flags ask for, checked.
package struct Protection: Hashable, Sendable, Codable {
    package static let noAccess: UInt32 = 0x01
    package static let readOnly: UInt32 = 0x02
    package static let readWrite: UInt32 = 0x04
    package static let execute: UInt32 = 0x10
    package static let executeRead: UInt32 = 0x20
    package static let executeReadWrite: UInt32 = 0x40
    package static let guardPage: UInt32 = 0x100
    package static let noCache: UInt32 = 0x200
    package static let physical: UInt32 = 0x400

    /// The flags as given.
    package let rawValue: UInt32

    /// Checks flags as the VirtualAlloc family does: exactly one of the protections, PAGE_NOACCESS alone, PAGE_GUARD and
    /// PAGE_NOCACHE as modifiers, nothing else.
    package init(_ flags: UInt32) throws(CEError) {
        let base = flags & 0xFF
        let known =
            Self.noAccess | Self.readOnly | Self.readWrite | Self.execute | Self.executeRead | Self.executeReadWrite
        guard flags & ~(known | Self.guardPage | Self.noCache) == 0, base.nonzeroBitCount == 1,
            base != Self.noAccess || flags & Self.guardPage == 0
        else { throw .invalidParameter }
        rawValue = flags
    }

    private init(unchecked: UInt32) { rawValue = unchecked }

    package static let readWritePages = Protection(unchecked: Protection.readWrite)
    package static let readOnlyPages = Protection(unchecked: Protection.readOnly)
    package static let codePages = Protection(unchecked: Protection.executeRead)
    package static let codeAndDataPages = Protection(unchecked: Protection.executeReadWrite)
    package static let uncachedPages = Protection(unchecked: Protection.readWrite | Protection.noCache)

    package var isAccessible: Bool { rawValue & Self.noAccess == 0 }
    package var isWritable: Bool { rawValue & (Self.readWrite | Self.executeReadWrite) != 0 }
    package var isExecutable: Bool { rawValue & (Self.execute | Self.executeRead | Self.executeReadWrite) != 0 }
    package var isGuard: Bool { rawValue & Self.guardPage != 0 }
    package var isCached: Bool { rawValue & Self.noCache == 0 }
    package var uncached: Protection { Protection(unchecked: rawValue | Self.noCache) }
    package var withoutGuard: Protection { Protection(unchecked: rawValue & ~Self.guardPage) }
}
