import CEKernel
import Diagnostics
import GuestAddress
import Unicorn

extension Checker {
    static let doubleFetch = Checker(
        id: "CE0815", name: "double-fetch", title: "input that changed between two reads of it",
        explanation:
            "A driver read the same bytes of its caller's input twice in one call, and they were others the second "
            + "time: another thread of the caller can change what was checked before it is used. The first 4,096 "
            + "bytes of the input buffer of DeviceIoControl, and of each embedded buffer that CeOpenCallerBuffer was "
            + "asked for, are looked at; bytes that the driver changes itself are not told.",
        example: Example(
            bad: """
                if (input->count > MAXIMUM) return FALSE;
                memcpy(table, input->items, input->count * sizeof(ITEM));
                """,
            good: """
                DWORD count = *(volatile DWORD *)&input->count;
                if (count > MAXIMUM) return FALSE;
                memcpy(table, input->items, count * sizeof(ITEM));
                """),
        make: { DoubleFetchChecker($0) })
}

/// Reports input that changed between two reads of one call.
final class DoubleFetchChecker: CallerChecker {
    init(_ setup: CheckerSetup) { super.init(.doubleFetch, setup, wanting: .fetches) }

    override func fetchedAgain(_ fetch: SecondFetch) {
        let watcher = fetch.watcher
        let actor = watcher.current(fetch.address, false)
        guard watcher.isNews(0, of: self, at: actor) else { return }
        let whose =
            "\(fetch.caller.name)'s "
            + (fetch.buffer == 0 ? "input buffer" : "embedded buffer at \(VirtualAddress(fetch.first))")
        emit(
            .error, process: watcher.process(of: actor),
            place: watcher.describe(actor, at: kernel.engine.instructions),
            "the byte at \(fetch.change.offset) of \(whose) is \(fetch.change.after) now; the same call read "
                + "\(fetch.change.before) there before",
            hint: "copy the input once, check the copy and use the copy")
    }
}
