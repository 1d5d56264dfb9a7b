import SavedState

/// What becomes of a call when its wait is over.
package enum WaitEnd: Codable {
    /// The wait calls: the position of the object, or WAIT_TIMEOUT.
    case index
    /// Sleep and critical sections.
    case zero
    /// ReadMsgQueue and WriteMsgQueue: TRUE, or why not.
    case message(MessageTransfer)
    /// A pause between two steps of the boot script.
    case bootPause

    /// WAIT_TIMEOUT.
    static let timeout: UInt32 = 0x102
}

/// What a thread waits for and how the call ends.
package struct Wait: Codable {
    /// The objects, in the order of the handles; empty for Sleep.
    package var objects: [any Waitable]
    var end: WaitEnd
    /// The critical section that is waited for, which is no object.
    package var section: CriticalSectionKey?
    /// When it began, in instructions.
    package var since: UInt64 = 0
}

extension Wait {
    private enum CodingKeys: CodingKey { case objects, end, section, since }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        objects = try values.decode([AnySavedObject].self, forKey: .objects).map {
            guard let object = $0.object as? any Waitable else {
                throw StateError.malformed("a wait for what nobody can wait for")
            }
            return object
        }
        end = try values.decode(WaitEnd.self, forKey: .end)
        section = try values.decodeIfPresent(CriticalSectionKey.self, forKey: .section)
        since = try values.decode(UInt64.self, forKey: .since)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(objects.map { AnySavedObject($0) }, forKey: .objects)
        try values.encode(end, forKey: .end)
        try values.encodeIfPresent(section, forKey: .section)
        try values.encode(since, forKey: .since)
    }
}
