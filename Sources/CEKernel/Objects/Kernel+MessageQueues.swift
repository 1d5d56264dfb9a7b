import CEMemory

/// Messages that go through queues, and sides that come and go (documents ms885180, ms886793, aa450991).
extension Kernel {
    /// ERROR_PIPE_NOT_CONNECTED.
    private static let notConnected = CEError(rawValue: 233)

    /// Reads or writes a message, or waits until it can be done.
    package func transfer(
        _ transfer: MessageTransfer, milliseconds: UInt32, _ thread: Thread
    ) -> CallResult {
        wait(thread, on: [transfer.end.side], milliseconds: milliseconds, then: .message(transfer))
    }

    /// The wait of a transfer is over.
    /// - Parameter isReady: false when its time has passed.
    func finish(_ transfer: MessageTransfer, _ thread: Thread, isReady: Bool) -> CallResult {
        let end = transfer.end
        let store = end.queue.store
        guard isReady else {
            let state =
                end.isReader
                ? "the queue is empty" : "the queue is full: it has \(store.count) messages of \(store.maximumCount)"
            return .failed(0, refuse("timeout", "\(state), and stayed so until dwTimeout had passed", .timeout))
        }
        if end.isReader {
            guard let message = store.take() else {
                return .failed(
                    0, refuse("no-writer", "the queue is empty, and nobody has it open to write", Self.notConnected))
            }
            objects.messageBytes -= message.bytes.count
            let result = give(message, transfer, thread)
            signal(end.otherSide)
            return result
        }
        guard !store.isBroken(forReader: false) else {
            return .failed(
                0,
                refuse(
                    "no-reader",
                    "nobody has the queue open to read, and it was made without MSGQUEUE_ALLOW_BROKEN",
                    Self.notConnected))
        }
        guard let message = transfer.message else { return .failed(0, .invalidParameter) }
        guard objects.messageBytes + message.bytes.count <= KernelObjects.maximumMessageBytes else {
            return .failed(
                0,
                refuse(
                    "message-bytes",
                    "the messages of all queues have \(objects.messageBytes) bytes, and there is room for "
                        + "\(KernelObjects.maximumMessageBytes)", .outOfMemory))
        }
        objects.messageBytes += message.bytes.count
        store.add(message)
        signal(end.otherSide)
        return .value(1)
    }

    /// A message goes to its reader's buffer; one that is too large for it is cut, and gone.
    private func give(_ message: MessageStore.Message, _ transfer: MessageTransfer, _ thread: Thread) -> CallResult {
        let memory = callerView(of: thread, privileged: transfer.isPrivileged)
        let bytes = message.bytes.prefix(Int(transfer.size))
        do throws(GuestFault) {
            try memory.write(Array(bytes), transfer.buffer)
            try memory.setWord(UInt32(bytes.count), transfer.sizePointer)
            if transfer.flagsPointer != 0 { try memory.setWord(message.isAlert ? 1 : 0, transfer.flagsPointer) }
        } catch {
            noteUnreachable(error.address)
            return .failed(0, .invalidParameter)
        }
        guard bytes.count == message.bytes.count else {
            return .failed(
                0,
                refuse(
                    "message-size",
                    "the message has \(message.bytes.count) bytes and the buffer \(transfer.size): the rest is lost",
                    .insufficientBuffer))
        }
        return .value(1)
    }

    /// Puts a message of the system's into a queue, without waiting for room.
    /// - Returns: why it could not be put there; nil when it was, or when nobody reads.
    func put(_ bytes: [UInt8], into queue: MessageQueue) -> String? {
        let store = queue.store
        guard store.readers > 0 else { return nil }
        guard bytes.count <= Int(store.maximumSize) else {
            return "it has \(bytes.count) bytes, and messages of its queue have \(store.maximumSize) at most"
        }
        guard store.hasRoom else { return "its queue is full with \(store.count) messages" }
        guard objects.messageBytes + bytes.count <= KernelObjects.maximumMessageBytes else {
            return "all queues together have no room"
        }
        objects.messageBytes += bytes.count
        store.add(MessageStore.Message(bytes: bytes, isAlert: false))
        signal(queue.reading)
        return nil
    }

    /// One more handle stands for a side.
    package func open(_ end: MessageQueueEnd) {
        if end.isReader { end.queue.store.readers += 1 } else { end.queue.store.writers += 1 }
    }

    /// A handle of a side is gone: with the last one the other side learns that it is alone, and with the last of both
    /// the messages are gone.
    package func close(_ end: MessageQueueEnd) {
        let store = end.queue.store
        if end.isReader { store.readers -= 1 } else { store.writers -= 1 }
        guard (end.isReader ? store.readers : store.writers) == 0 else { return }
        signal(end.otherSide)
        if store.readers == 0, store.writers == 0 {
            while let message = store.take() { objects.messageBytes -= message.bytes.count }
        }
    }
}
