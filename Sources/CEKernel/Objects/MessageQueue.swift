package import SavedState

/// One side of a message queue, for which threads can wait: the reader's while there are messages, the writer's while
/// there is room. Neither loses its signal by that.
package final class MessageSide: Waitable {
    let store: MessageStore
    package let isReader: Bool
    package var waiters = WaitQueue()

    init(store: MessageStore, isReader: Bool) {
        self.store = store
        self.isReader = isReader
    }

    /// `2 of 2 messages`, what the queue has.
    package var fill: String {
        "\(store.count)" + (store.maximumCount == 0 ? "" : " of \(store.maximumCount)") + " messages"
    }

    package func consume(for waiter: Waiter) -> Bool {
        store.isBroken(forReader: isReader) || (isReader ? !store.isEmpty : store.hasRoom)
    }

    private enum CodingKeys: CodingKey { case store, isReader }

    package func carry(_ state: StateCarrier) throws { try state.carry(&waiters) }
}

/// A message queue. A handle stands for one of its sides.
package final class MessageQueue: SavedObject {
    package let store: MessageStore
    package let reading: MessageSide
    package let writing: MessageSide

    package init(maximumCount: UInt32, maximumSize: UInt32, allowsBroken: Bool) {
        store = MessageStore(maximumCount: maximumCount, maximumSize: maximumSize, allowsBroken: allowsBroken)
        reading = MessageSide(store: store, isReader: true)
        writing = MessageSide(store: store, isReader: false)
    }

    /// Whether a side is one of the queue's.
    package func owns(_ side: MessageSide) -> Bool { side === reading || side === writing }

    private enum CodingKeys: CodingKey { case store, reading, writing }
}

/// What a handle of a message queue stands for.
package struct MessageQueueEnd: Codable {
    package let queue: MessageQueue
    package let isReader: Bool

    package init(queue: MessageQueue, isReader: Bool) {
        self.queue = queue
        self.isReader = isReader
    }

    package var side: MessageSide { isReader ? queue.reading : queue.writing }
    package var otherSide: MessageSide { isReader ? queue.writing : queue.reading }
}

/// A ReadMsgQueue or WriteMsgQueue that may have to wait.
package struct MessageTransfer: Codable {
    package let end: MessageQueueEnd
    /// Of a reader: where the message, its size and its flags go.
    package var buffer: UInt32 = 0
    package var size: UInt32 = 0
    package var sizePointer: UInt32 = 0
    package var flagsPointer: UInt32 = 0
    package var isPrivileged = false
    /// Of a writer: the message.
    package var message: MessageStore.Message?

    package init(end: MessageQueueEnd, message: MessageStore.Message? = nil) {
        self.end = end
        self.message = message
    }
}
