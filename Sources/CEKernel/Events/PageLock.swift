package import CEMemory
package import GuestAddress

/// Pages that a driver has asked for with their physical addresses, so that a device can be given them.
package struct PageLock: Codable {
    /// In the order of their virtual addresses.
    package let frames: [PhysicalAddress]
    /// Whether they stay where they are until they are unlocked; false of LOCKFLAG_QUERY_ONLY.
    package let isHeld: Bool
    package let site: CallSite

    package init(frames: [PhysicalAddress], isHeld: Bool = true, site: CallSite) {
        self.frames = frames
        self.isHeld = isHeld
        self.site = site
    }
}
