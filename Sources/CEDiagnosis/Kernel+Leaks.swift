package import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    /// `smd.dll: 0x80000000-0x8000ffff of smd.dll+0x1234 in VirtualAlloc, not freed at driver unload; … would have`.
    package func describe(_ leak: Leak) -> String {
        "\(leak.process): \(leak.what) of \(describe(leak.createdBy)), not \(leak.omission); \(leak.remedy) would have"
    }
}

extension Leak {
    /// `0x80000000-0x8000ffff`, `20 events`.
    package var what: String {
        switch subject {
        case .reservation(let range, _):
            count == 1 ? "\(range)" : "\(count) reservations, the first \(range),"
        case .handle(let kind): kind.text(count: count)
        case .heapBlock(let bytes):
            count == 1 ? "a heap block of \(bytes) bytes" : "\(count) heap blocks, \(bytes) bytes in all,"
        case .held(let kind): count == 1 ? kind.words.one : "\(count) \(kind.words.many)"
        }
    }

    /// What did not become of it, and when: `freed at driver unload`.
    package var omission: String {
        let moment = growth.map { "\(reason.rawValue), growing \($0)" } ?? reason.rawValue
        return "\(words.done) at \(moment)"
    }

    /// `CloseHandle closes it`.
    package var advice: String {
        let each = count == 1 ? "" : ", once for each"
        return "\(remedy) \(words.does) it\(each)"
    }

    /// The call that would have given it back, as it is written.
    package var remedy: String {
        switch subject {
        case .reservation(let range, let call): call.text(freeing: range.base)
        case .handle(let kind): kind.closedBy
        case .heapBlock: Self.freeing[createdBy.function] ?? "free"
        case .held(let kind): kind.words.call
        }
    }

    private var words: (done: String, does: String) {
        switch subject {
        case .reservation, .heapBlock: ("freed", "frees")
        case .handle: ("closed", "closes")
        case .held(let kind): (kind.words.done, kind.words.does)
        }
    }

    /// What frees a block, by what has made it; all others are of the C library.
    private static let freeing = [
        "LocalAlloc": "LocalFree", "LocalAllocTrace": "LocalFree", "LocalReAlloc": "LocalFree",
        "RemoteLocalAlloc": "RemoteLocalFree", "LocalAllocInProcess": "LocalFreeInProcess",
        "HeapAlloc": "HeapFree", "HeapAllocTrace": "HeapFree", "HeapReAlloc": "HeapFree",
        "CeOpenCallerBuffer": "CeCloseCallerBuffer", "CeAllocDuplicateBuffer": "CeFreeDuplicateBuffer",
        "CeAllocAsynchronousBuffer": "CeFreeAsynchronousBuffer",
        "??2@YAPAXI@Z": "delete", "??_U@YAPAXI@Z": "delete[]",
        "??2@YAPAXIABUnothrow_t@std@@@Z": "delete", "??_U@YAPAXIABUnothrow_t@std@@@Z": "delete[]",
    ]
}

extension Holdings.Kind {
    fileprivate struct Words {
        let one: String
        let many: String
        let done: String
        let does: String
        let call: String
    }

    fileprivate var words: Words {
        switch self {
        case .heapBlock: Words(one: "a heap block", many: "heap blocks", done: "freed", does: "frees", call: "free")
        case .privateHeap:
            Words(one: "a heap", many: "heaps", done: "destroyed", does: "destroys", call: "HeapDestroy")
        case .callerBuffer:
            Words(
                one: "a caller's buffer", many: "callers' buffers", done: "closed", does: "closes",
                call: "CeCloseCallerBuffer")
        case .lockedPages:
            Words(
                one: "a lock of pages", many: "locks of pages", done: "undone", does: "undoes", call: "UnlockPages")
        case .criticalSection:
            Words(
                one: "a critical section", many: "critical sections", done: "deleted", does: "deletes",
                call: "DeleteCriticalSection")
        case .storageSlot:
            Words(one: "a TLS slot", many: "TLS slots", done: "freed", does: "frees", call: "TlsFree")
        }
    }
}
