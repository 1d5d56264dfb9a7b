/// What the columns of the table say, and what the baselines that appear in it are.
struct Legend {
    let lines: [String]

    private static let columns = [
        ("a page", "the median for each 4 KB"), ("p95", "95 of 100 samples stay below it"),
        ("spread", "how far apart the middle half of the samples lie, as a share of the median"),
        ("words", "page-table words written and cleared: exact, and the same on a board"),
        ("compared", "how many times the baseline's time; below 1 is faster"),
    ]

    /// In the order in which they are explained.
    private static let baselines = [
        ("floor", "a plain loop that stores (release: clears) the same page-table words"),
        ("memcpy", "one copy of the same bytes by the host"),
        ("mmap", "the host's own mapping of as many bytes, made and taken away"),
        ("unicorn", "the emulator's mapping of as many bytes"),
        ("qemu", "a guest on qemu-system-arm that does the same by itself"),
        ("qemu-system-arm", "the same program on a machine without operating system"),
        ("qemu-arm", "the same program on Linux"),
        ("no-mmu", "the same guest loop on a core without MMU"),
        ("no-mmu-no-clock", "that loop without the instruction counter"),
        ("trap", "the bare way into the kernel and back"),
        ("first", "the same with one live mapping"),
        ("mapped", "the frame handed over by mapping"),
    ]

    init(_ report: BenchReport) {
        let seen = Set(report.measurements.flatMap { $0.ratios.map(\.baseline) })
        let entries = Self.columns + Self.baselines.filter { seen.contains($0.0) }.map { ("x \($0.0)", $0.1) }
        let width = entries.map(\.0.count).max() ?? 0
        lines = entries.map { "\($0.0.padded(to: width))  \($0.1)" }
    }
}
