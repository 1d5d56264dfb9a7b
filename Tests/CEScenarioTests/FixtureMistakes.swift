/// What the checkers find in fixture scenarios that are not about checkers.
enum FixtureMistakes {
    /// A scenario's name without the core's instruction set.
    static func plain(_ name: String) -> String {
        name.replacing(" (armv4i)", with: "").replacing(" (armv7)", with: "")
    }

    static let findings: [String: [String]] = [
        "read-freed": ["CE0803"],
        // It maps a page of the pool, as it is the RAM that the board has.
        "A driver and an application of CE 5": ["CE0805", "CE0809"],
        "fault translation-page": ["CE0803"],
        "fault driver-released": ["CE0803"],
        "fault bus-error": ["CE0806"],
        "fault alignment-ldr": ["CE0816"],
        "fault alignment-ldrh": ["CE0816"],
        "fault alignment-str": ["CE0816"],
        "fault alignment-strh": ["CE0816"],
        "fault alignment-ldm": ["CE0816"],
        "fault alignment-stm": ["CE0816"],
        "fault alignment-ldrd": ["CE0816"],
        "fault alignment-strd": ["CE0816"],
        "A pointer that is kept after the driver freed its memory": ["CE0803"],
        "Freed with VirtualFree instead of VirtualFreeEx": ["CE0802", "CE0801", "CE0801"],
        "fault names-released": ["CE0803"],
        "A view of a file mapping that nobody unmaps": ["CE0801", "CE0801"],
        "A user-mode driver that leaks": ["CE0801", "CE0801"],
        // It tries whether VirtualFree frees a view.
        "Files in memory on an ARM926": ["CE0802"],
        "Files in memory (omap-1g, armv4i)": ["CE0802"],
        "Files in memory (omap-1g, armv7)": ["CE0802"],
        "Files in memory (am33x-wec7, armv4i)": ["CE0802"],
        "Files in memory (am33x-wec7, armv7)": ["CE0802"],
        "A guest that takes all there is, commit": ["CE0801"],
        "A guest that takes all there is, reserve": ["CE0801"],
        "A guest that takes all there is, threads": ["CE0801"],
        // They end without closing what they opened.
        "A file without end": ["CE0801"],
        "Hints to the core in loops": ["CE0801"],
        "A call that fails for one driver": ["CE0801"],
        "A copy-map that is shorter than it should be": ["CE0801"],
        "One program after another": ["CE0801"],
        "MapPtrToProcess, a habit of CE 5, on CE 6": ["CE0831", "CE0801"],
        "A pointer of another process": ["CE0801", "CE0801", "CE0801"],
        "No page tables left for a copy-map": ["CE0801"],
        "What takes physical pages": ["CE0801"],
        "Address | 0x20000000 on a classic map": ["CE0801"],
        "Address | 0x20000000 on a new-style Compact 7 map": ["CE0801"],
        "A user-mode driver ends its process": ["CE0801"],
        "Two user-mode drivers in one process (armv4i, omap-1g)": ["CE0801"],
        "Two user-mode drivers in one process (armv4i, am33x-wec7)": ["CE0801"],
        "Two user-mode drivers in one process (armv7, omap-1g)": ["CE0801"],
        "Two user-mode drivers in one process (armv7, am33x-wec7)": ["CE0801"],
        "LOADINOWNGROUP": ["CE0801"],
        "Two user-mode drivers in processes of their own": ["CE0801"],
        "The sample memory driver in user mode": ["CE0801"],
        "A stack without pages": ["CE0801"],
        "Many threads at once": ["CE0801", "CE0801"],
        "The power manager": ["CE0801", "CE0801", "CE0801"],
        "A call into a library that was unloaded": ["CE0803"],
        // Its driver writes at the cached address and reads the uncached one.
        "A story told by the host": ["CE0810", "CE0801"],
        "A driver's breakpoint that nobody takes": ["CE0817"],
        "A pure virtual function is called": ["CE0818"],
        "A common buffer that nobody frees": ["CE0801"],
        // It tries to bind a second event to a SYSINTR.
        "What the system has for drivers": ["CE0821"],
        // One for each place.
        "A breakpoint that is met for ever": [String](repeating: "CE0817", count: 5),
        "Breakpoints and handlers on an ARM926": [String](repeating: "CE0817", count: 4),
        "Breakpoints and handlers": [String](repeating: "CE0817", count: 4),
        // It frees what it may not in seventeen ways, and closes a copy of its input as one that goes back.
        "Every memory call with good and bad arguments": [String](repeating: "CE0802", count: 17) + ["CE0840"],
    ]
}
