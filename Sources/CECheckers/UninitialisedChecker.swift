import Diagnostics
import GuestAddress
import SavedState

extension Checker {
    static let uninitialised = Checker(
        id: "CE0811", name: "uninitialised", title: "a read of shared memory that nobody has written",
        explanation:
            "Code read, through a mapping made at run time, bytes of RAM that nobody has written since boot. On the "
            + "board they are what the last user or the power-up left there: different at each boot, and maybe "
            + "somebody's secret. The machine keeps one bit a byte. A byte is initialised once guest code, a device "
            + "or a host function such as memcpy has written it, through whatever address. So is all of the kernel's "
            + "page pool, which is cleared when it is handed out, and all that config.bib gives to the image "
            + "(RAMIMAGE, NANDIMAGE, ROM, EXTENSION). Other RAM, RESERVED regions among it, begins uninitialised: "
            + "what a boot loader would leave there the machine does not know. Reads by devices and through the "
            + "static map are not looked at.",
        example: Example(
            bad: """
                VirtualCopyEx(caller, address, kernel, (LPVOID)(reserved >> 8), size, PAGE_READWRITE | PAGE_PHYSICAL);
                *(LPVOID *)out = address;
                """,
            good: """
                VirtualCopyEx(caller, address, kernel, (LPVOID)(reserved >> 8), size, PAGE_READWRITE | PAGE_PHYSICAL);
                memset(address, 0, size);
                *(LPVOID *)out = address;
                """),
        make: { UninitialisedChecker($0) })
}

/// Reports reads, through run-time mappings, of bytes that nobody has written.
final class UninitialisedChecker: AccessChecker {
    private var initialised = InitialisedBytes()

    init(_ setup: CheckerSetup) {
        super.init(.uninitialised, setup, [])
        watcher.tellPages(to: self)
    }

    override func taken(frame: Int, isInitialised: Bool) {
        initialised.reset(frame: frame, initialised: isInitialised)
    }

    override func freed(frame: Int) { initialised.reset(frame: frame, initialised: true) }

    override func transferred(_ device: String, frame: Int, _ offset: Int, _ count: Int, isWrite: Bool) {
        if isWrite { initialised.set(frame: frame, offset: offset, count: count) }
    }

    override func touched(_ page: PageFacts, _ address: UInt32, _ count: Int, isWrite: Bool) {
        let frame = Int(page.frame)
        let offset = Int(address & 0xFFF)
        if isWrite {
            initialised.set(frame: frame, offset: offset, count: count)
        } else if page.isDynamic,
            let missing = initialised.firstMissing(frame: frame, offset: offset, count: count)
        {
            report(address, count, frame, missing)
            initialised.set(frame: frame, offset: offset, count: count)
        }
    }

    override func quietBytes(_ page: PageFacts, _ word: Int) -> QuietBytes {
        QuietBytes(reads: page.isDynamic ? initialised[frame: Int(page.frame), word: word] : .max, writes: .max)
    }

    override func wrote(_ page: PageFacts, _ word: Int, _ bytes: UInt64) {
        initialised[frame: Int(page.frame), word: word] |= bytes
    }

    private func report(_ address: UInt32, _ count: Int, _ frame: Int, _ missing: Int) {
        let actor = watcher.current(address, false)
        guard watcher.isNews(0, of: self, at: actor) else { return }
        let physical = PhysicalAddress(watcher.frames.pages[frame]).wrappingAdding(UInt32(missing))
        emit(
            .warning, actor,
            "the read of \(count) byte\(count == 1 ? "" : "s") at \(watcher.owner(of: address)) gets the byte at "
                + "physical "
                + "\(physical), which nobody has written since boot",
            hint: "clear the memory, or have the driver fill it, before it is handed out")
    }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&initialised)
        guard initialised.frameCount == watcher.frames.pages.count else {
            throw StateError.malformed("which bytes were written")
        }
    }
}
