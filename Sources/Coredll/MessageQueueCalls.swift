import CEKernel
import CEMemory
import GuestAddress

/// MSGQUEUEOPTIONS and MSGQUEUEINFO (header msgqueue.h of the public SDK).
private enum MessageQueueLayout {
    static let optionsSize: UInt32 = 0x14
    static let informationSize: UInt32 = 0x1C
    static let knownFlags: UInt32 = 3
    static let allowBroken: UInt32 = 2
    /// MSGQUEUE_MSGALERT of a message.
    static let alert: UInt32 = 1
}

extension Kernel {
    fileprivate func queue(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> MessageQueueEnd {
        guard case .messageQueue(let end) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a message queue"))
        }
        return end
    }

    /// A queue of notifications that its owner cannot read.
    func refuseWritingSide() -> CEError {
        refuse(
            "queue-side",
            "hMsgQ is the writing side of the queue, and the notifications are read: bReadAccess has to be TRUE")
    }

    /// The words of MSGQUEUEOPTIONS: size, flags, most messages, largest message, whether to read.
    private func queueOptions(
        _ pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> [8 of UInt32] {
        guard pointer.rawValue != 0 else { throw .error(refuse(null: "lpOptions")) }
        let words = try call.access { memory throws(GuestFault) in try memory.words(pointer.rawValue, count: 5) }
        guard words[0] == MessageQueueLayout.optionsSize else {
            throw .error(
                refuse(
                    "structure-size",
                    "dwSize of MSGQUEUEOPTIONS is \(words[0]), and it has to be \(MessageQueueLayout.optionsSize), "
                        + "the size "
                        + "of the structure"))
        }
        return words
    }

    private func addEnd(
        _ queue: MessageQueue, isReader: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> UInt32 {
        let end = MessageQueueEnd(queue: queue, isReader: isReader)
        let handle = try addHandle(.messageQueue(end), call)
        open(end)
        return handle
    }

    fileprivate func createQueue(
        _ name: WideString, _ options: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let options = try queueOptions(options, call)
        let isReader = options[4] != 0
        let name = try objectName(name, call)
        if let name, let existing = objects.names.queues[name] {
            return .succeeded(try addEnd(existing, isReader: isReader, call), .alreadyExists)
        }
        guard options[1] & ~MessageQueueLayout.knownFlags == 0 else {
            throw .error(
                refuse(
                    "flags",
                    "dwFlags 0x\(hexadecimal(options[1])) of MSGQUEUEOPTIONS holds more than MSGQUEUE_NOPRECOMMIT "
                        + "(1) and "
                        + "MSGQUEUE_ALLOW_BROKEN (2)"))
        }
        guard options[3] > 0 else {
            throw .error(refuse("message-size", "cbMaxMessage of MSGQUEUEOPTIONS is 0, and no message fits"))
        }
        let queue = MessageQueue(
            maximumCount: options[2], maximumSize: options[3],
            allowsBroken: options[1] & MessageQueueLayout.allowBroken != 0)
        let handle = try addEnd(queue, isReader: isReader, call)
        if let name { objects.names.queues.add(queue, named: name) }
        return .succeeded(handle, .success)
    }

    fileprivate func openQueue(
        _ process: ProcessHandle, _ handle: Handle, _ options: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let options = try queueOptions(options, call)
        let owner = try targetProcess(process, call)
        guard case .messageQueue(let end)? = objects.handles[handle.rawValue, owner] else {
            throw .error(
                refuse(
                    "no-queue", "hMsgQ 0x\(hexadecimal(handle.rawValue)) is no message queue of \(owner.name)",
                    .invalidHandle))
        }
        return .succeeded(try addEnd(end.queue, isReader: options[4] != 0, call), .success)
    }

    fileprivate func readQueue(
        _ handle: Handle, _ buffer: VirtualAddress, _ size: UInt32, _ read: VirtualAddress, _ time: Milliseconds,
        _ flags: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let end = try queue(handle, call)
        guard end.isReader else {
            throw .error(
                refuse(
                    "queue-side",
                    "hMsgQ 0x\(hexadecimal(handle.rawValue)) is the writing side of the queue: it was opened with "
                        + "bReadAccess FALSE", .invalidHandle))
        }
        guard buffer.rawValue != 0 else { throw .error(refuse(null: "lpBuffer")) }
        guard size > 0 else { throw .error(refuse("size", "cbBufferSize is 0")) }
        guard read.rawValue != 0 else { throw .error(refuse(null: "lpNumberOfBytesRead")) }
        var transfer = MessageTransfer(end: end)
        transfer.buffer = buffer.rawValue
        transfer.size = size
        transfer.sizePointer = read.rawValue
        transfer.flagsPointer = flags.rawValue
        transfer.isPrivileged = call.memory.isPrivileged
        return self.transfer(transfer, milliseconds: time.rawValue, call.thread)
    }

    fileprivate func writeQueue(
        _ handle: Handle, _ buffer: VirtualAddress, _ size: UInt32, _ time: Milliseconds, _ flags: Word,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let end = try queue(handle, call)
        guard !end.isReader else {
            throw .error(
                refuse(
                    "queue-side",
                    "hMsgQ 0x\(hexadecimal(handle.rawValue)) is the reading side of the queue: it was opened with "
                        + "bReadAccess TRUE", .invalidHandle))
        }
        guard buffer.rawValue != 0 else { throw .error(refuse(null: "lpBuffer")) }
        guard size > 0 else { throw .error(refuse("size", "cbDataSize is 0")) }
        guard size <= end.queue.store.maximumSize else {
            throw .error(
                refuse(
                    "message-size",
                    "the message has \(size) bytes, and messages of the queue have at most "
                        + "\(end.queue.store.maximumSize) (cbMaxMessage)", .insufficientBuffer))
        }
        let bytes = try call.access { memory throws(GuestFault) in
            try memory.probe(buffer.rawValue, size, .read)
            return try memory.bytes(buffer.rawValue, size)
        }
        let isAlert = flags.rawValue & MessageQueueLayout.alert != 0
        return transfer(
            MessageTransfer(end: end, message: .init(bytes: bytes, isAlert: isAlert)), milliseconds: time.rawValue,
            call.thread)
    }

    fileprivate func giveQueueInformation(
        _ handle: Handle, _ pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let store = try queue(handle, call).queue.store
        guard pointer.rawValue != 0 else { throw .error(refuse(null: "lpInfo")) }
        try call.access { memory throws(GuestFault) in
            try memory.probe(pointer.rawValue, MessageQueueLayout.informationSize, .write)
        }
        let flags = store.allowsBroken ? MessageQueueLayout.allowBroken : 0
        let words = [
            MessageQueueLayout.informationSize, flags, store.maximumCount, store.maximumSize, store.count,
            store.highest, UInt32(min(store.readers, 0xFFFF)) | UInt32(min(store.writers, 0xFFFF)) << 16,
        ]
        try call.access { memory throws(GuestFault) in
            for (index, word) in words.enumerated() { try memory.setWord(word, pointer.rawValue &+ UInt32(index) &* 4) }
        }
        return .value(1)
    }
}

/// Message queues between processes and drivers (documents ms885180, ms886793, aa450991, bb202792, ee488036).
let messageQueueCalls: [KernelCall] = [
    KernelCall("CreateMsgQueue", .full, "lpszName lpOptions", source: "bb202792", returns: .handle) {
        (kernel, call, name: WideString, options: VirtualAddress) throws(CallStop) in
        try kernel.createQueue(name, options, call)
    },
    KernelCall("OpenMsgQueue", .full, "hSrcProc hMsgQ lpOptions", source: "ee488036", returns: .handle) {
        (kernel, call, process: ProcessHandle, handle: Handle, options: VirtualAddress) throws(CallStop) in
        try kernel.openQueue(process, handle, options, call)
    },
    KernelCall(
        "ReadMsgQueue", .full, "hMsgQ lpBuffer cbBufferSize lpNumberOfBytesRead dwTimeout pdwFlags",
        source: "ms886793", returns: .boolean
    ) {
        (
            kernel, call, handle: Handle, buffer: VirtualAddress, size: UInt32, read: VirtualAddress,
            time: Milliseconds, flags: VirtualAddress
        ) throws(CallStop) in
        try kernel.readQueue(handle, buffer, size, read, time, flags, call)
    },
    KernelCall(
        "WriteMsgQueue", .full, "hMsgQ lpBuffer cbDataSize dwTimeout dwFlags", source: "aa450991", returns: .boolean
    ) {
        (kernel, call, handle: Handle, buffer: VirtualAddress, size: UInt32, time: Milliseconds, flags: Word)
            throws(CallStop) in
        try kernel.writeQueue(handle, buffer, size, time, flags, call)
    },
    KernelCall("GetMsgQueueInfo", .full, "hMsgQ lpInfo", source: "msgqueue.h", returns: .boolean) {
        (kernel, call, handle: Handle, information: VirtualAddress) throws(CallStop) in
        try kernel.giveQueueInformation(handle, information, call)
    },
    KernelCall("CloseMsgQueue", .full, "hMsgQ", source: "ms885180", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        _ = try kernel.queue(handle, call)
        return try kernel.closeHandle(handle, call)
    },
]
