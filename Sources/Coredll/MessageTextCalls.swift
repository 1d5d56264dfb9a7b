import CEKernel
import CEMemory
import GuestAddress

/// FORMAT_MESSAGE_FROM_STRING.
private let fromString: UInt32 = 0x400

/// FormatMessage (document ms885599). Most devices lack the component with the system's texts: so does the machine.
let messageTextCalls: [KernelCall] = [
    KernelCall(
        "FormatMessageW", .partial("there are no texts, and messages in a string are not formatted"),
        "dwFlags lpSource dwMessageId dwLanguageId lpBuffer nSize Arguments", source: "ms885599", returns: .number
    ) {
        (
            kernel, _, flags: Word, _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<UInt32>,
            _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<VirtualAddress>
        ) throws(CallStop) in
        throw .error(
            flags.rawValue & fromString != 0
                ? kernel.refuse("absent", "messages in a string are not formatted here", .callNotImplemented)
                : kernel.refuse("no-message", "this system has no texts of messages", .messageNotFound))
    }
]
