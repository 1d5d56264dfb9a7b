package import SavedState

/// The messages of a queue and who is there to read and write them (document ee488171).
package final class MessageStore: SavedObject {
    package struct Message: Hashable, Codable {
        package init(bytes: [UInt8], isAlert: Bool) {
            self.bytes = bytes
            self.isAlert = isAlert
        }

        package let bytes: [UInt8]
        package let isAlert: Bool
    }

    /// The most messages, or 0 for no limit.
    package let maximumCount: UInt32
    /// The most bytes of a message.
    package let maximumSize: UInt32
    /// MSGQUEUE_ALLOW_BROKEN: a queue with one side only is no error.
    package let allowsBroken: Bool
    private var messages: [Message] = []
    /// Where the oldest message is: those before it have been read.
    private var first = 0
    /// The alert message, which is read first.
    private var alert: Message?
    package private(set) var bytes = 0
    package private(set) var highest: UInt32 = 0
    /// Handles of each side.
    package var readers = 0
    package var writers = 0

    init(maximumCount: UInt32, maximumSize: UInt32, allowsBroken: Bool) {
        self.maximumCount = maximumCount
        self.maximumSize = maximumSize
        self.allowsBroken = allowsBroken
    }

    package var count: UInt32 { UInt32(messages.count - first) + (alert == nil ? 0 : 1) }
    package var isEmpty: Bool { count == 0 }
    package var hasRoom: Bool { maximumCount == 0 || count < maximumCount }

    /// Whether the other side is missing, so that a side that waits for it would wait for ever.
    package func isBroken(forReader: Bool) -> Bool { !allowsBroken && (forReader ? writers : readers) == 0 }

    func add(_ message: Message) {
        bytes += message.bytes.count
        if message.isAlert, alert == nil { alert = message } else { messages.append(message) }
        highest = max(highest, count)
    }

    func take() -> Message? {
        if let message = alert {
            alert = nil
            bytes -= message.bytes.count
            return message
        }
        guard first < messages.count else { return nil }
        let message = messages[first]
        first += 1
        if first > 64, first * 2 > messages.count {
            messages.removeFirst(first)
            first = 0
        }
        bytes -= message.bytes.count
        return message
    }

    private enum CodingKeys: CodingKey { case maximumCount, maximumSize, allowsBroken }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&messages)
        try state.carry(&first)
        try state.carry(&alert)
        try state.carry(&bytes)
        try state.carry(&highest)
        try state.carry(&readers)
        try state.carry(&writers)
        guard first >= 0, first <= messages.count else { throw StateError.malformed("the messages of a queue") }
    }
}
