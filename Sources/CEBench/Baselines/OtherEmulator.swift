internal import HostSystem

/// qemu-system-arm, where it is installed: a guest of ours without operating system writes the page-table words of a mapping
/// itself, as CE's kernel would on that emulator.
enum OtherEmulator {
    private static let program = "qemu-system-arm"
    private static let loadAddress: UInt32 = 0x4020_0000
    /// QEMU's generic timer counts 62.5 MHz.
    private static let secondsPerTick = 16e-9
    private static let samples = 9
    /// Words written in a run: enough that reading the timer does not matter, few enough that the host seldom interrupts.
    private static let wordsPerRun: UInt64 = 1 << 20
    private static let timeout: Int32 = 20_000
    /// The guest's table has room for this.
    static let sizes: ClosedRange<UInt64> = 1 << 20...128 << 20

    /// Reads the timer, writes second-level words and first-level words `rounds` times, reads the timer, prints the difference
    /// as eight hexadecimal digits to the serial port and turns the machine off.
    private static let code: [UInt32] = [
        0xE59F_A09C,  // ldr r10, rounds
        0xEC55_4F1E,  // mrrc p15, 1, r4, r5, c14
        0xE59F_0084, 0xE59F_1088, 0xE59F_2090,  // ldr r0, table; r1, first word; r2, pages
        0xE480_1004, 0xE281_1A01, 0xE252_2001, 0x1AFF_FFFB,  // str r1, [r0], #4; add r1, #4096; subs r2, #1; bne
        0xE59F_006C, 0xE59F_1070, 0xE59F_2078,  // the same for the first level
        0xE480_1004, 0xE281_1B01, 0xE252_2001, 0x1AFF_FFFB,  // in steps of a coarse table
        0xE25A_A001, 0x1AFF_FFEF,  // subs r10, #1; bne
        0xEC57_6F1E, 0xE046_6004,  // mrrc p15, 1, r6, r7, c14; sub r6, r6, r4
        0xE3A0_2008, 0xE59F_3030,  // eight digits to the serial port
        0xE1A0_0E26, 0xE350_000A, 0xB280_0030, 0xA280_0057, 0xE583_0000, 0xE1A0_6206, 0xE252_2001, 0x1AFF_FFF7,
        0xE3A0_000A, 0xE583_0000,  // a line feed
        0xE59F_0008, 0xE140_0070, 0xEAFF_FFFE,  // PSCI SYSTEM_OFF
        0x0900_0000, 0x8400_0008, 0x4400_0000, 0x4300_0000, 0x4800_0C3E, 0x4400_0001,
    ]

    /// Seconds for the words of a mapping, one sample a run of the emulator; nil where it is not installed or does not answer.
    static func measure(_ size: UInt64) -> [Double]? {
        guard sizes.contains(size), let path = path() else { return nil }
        let pages = size / 4096
        let rounds = max(1, wordsPerRun / pages)
        let words = code + [rounds, pages, size >> 20].map { UInt32(truncatingIfNeeded: $0) }
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }
        let file = "/tmp/cebench-\(Host.processIdentifier).bin"
        do { try FileAccess().write(bytes, to: file) } catch { return nil }
        defer { try? FileAccess().removeTree(file) }
        var found: [Double] = []
        for _ in 0..<samples {
            guard let ticks = run(path, file) else { return nil }
            found.append(Double(ticks) * secondsPerTick / Double(rounds))
        }
        return found
    }

    private static func path() -> String? {
        (Environment.value("PATH") ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileAccess().kind(of: $0) == .file }
    }

    private static func run(_ path: String, _ file: String) -> UInt32? {
        let arguments = [
            "-M", "virt", "-cpu", "cortex-a15", "-m", "256", "-nic", "none", "-display", "none", "-monitor", "none",
            "-serial", "stdio", "-device", "loader,file=\(file),addr=\(loadAddress),cpu-num=0",
        ]
        guard let child = try? ChildProcess(executable: path, arguments: arguments) else { return nil }
        while !child.isAtEnd {
            guard !ChildProcess.ready([child], milliseconds: timeout).isEmpty else {
                child.kill()
                return nil
            }
            for line in child.receive() {
                if let ticks = UInt32(line.filter(\.isHexDigit), radix: 16) { return ticks }
            }
        }
        return nil
    }
}
