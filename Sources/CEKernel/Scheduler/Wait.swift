/// What becomes of a call when its wait is over.
package enum WaitEnd: Hashable {
    /// The wait calls: the position of the object, or WAIT_TIMEOUT.
    case index
    /// Sleep and critical sections.
    case zero
    /// A pause between two steps of the boot script.
    case bootPause

    /// WAIT_TIMEOUT.
    static let timeout: UInt32 = 0x102
}

/// What a thread waits for and how the call ends.
package struct Wait {
    /// The objects, in the order of the handles; empty for Sleep.
    var objects: [any Waitable]
    var end: WaitEnd
    /// The critical section that is waited for, which is no object.
    package var section: CriticalSectionKey?
}
