import GuestAddress
internal import HostSystem

/// qemu-system-arm, where it is installed: a guest of ours without operating system writes the page tables of a mapping
/// itself, as CE's kernel would on that emulator, turns the MMU on, loads through the mapping and takes it away again.
///
/// The emulator runs as long as this object lives, asleep but while it takes a sample, so that samples can be taken in
/// turn with those of a workload. What it does not answer in time, or answers wrongly, is a `BaselineFailure`.
package final class OtherEmulator {
    /// What a sample took, in seconds by the guest's own timer.
    package struct Sample: Hashable, Sendable {
        package var writing: Double
        package var enabling: Double
        package var loading: Double
        package var clearing: Double
        package var invalidating: Double
    }

    package enum Loads: String {
        /// One word of every page.
        case pages = "m"
        case allWords = "r"
    }

    static let program = "qemu-system-arm"
    /// The guest has room for this.
    static let sizes: ClosedRange<UInt64> = GuestPage.size...256 << 20

    private static let loadAddress: UInt32 = 0x4020_0000
    /// What lies below the mapped memory, in megabytes.
    static let lowMegabytes: UInt64 = 512
    /// Words written in a sample: enough that reading the timer does not matter, few enough that the host seldom
    /// interrupts.
    private static let wordsPerSample: UInt64 = 1 << 18

    private let child: EmulatorChild
    private let size: UInt64
    private let rounds: UInt64

    /// Starts the emulator.
    /// - Parameters:
    ///   - path: of the program.
    ///   - size: bytes of the mapping, within `sizes`.
    ///   - timeout: how long an answer may take.
    package init(path: String, size: UInt64, timeout: Duration = .seconds(10)) throws(BaselineFailure) {
        self.size = size
        let pages = GuestPage.count(holding: size)
        let megabytes = (size + 0xF_FFFF) >> 20
        rounds = max(1, Self.wordsPerSample / pages)
        let parameters = [rounds, pages, megabytes, size / 32].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
        }
        child = try EmulatorChild(
            Self.program, path: path, image: PackageResources.pages_bin + parameters, timeout: timeout
        ) { image in
            Self.arguments(image: image, megabytes: Self.lowMegabytes + megabytes)
        }
    }

    /// What the program is started with, to run an image without operating system that answers on the serial port.
    static func arguments(image: String, megabytes: UInt64 = lowMegabytes) -> [String] {
        [
            "-M", "virt", "-cpu", "cortex-a15", "-m", "\(megabytes)", "-nic", "none", "-display", "none",
            "-monitor", "none", "-serial", "stdio", "-device",
            "loader,file=\(image),addr=\(loadAddress),cpu-num=0",
        ]
    }

    /// Takes one sample.
    /// - Throws: `BaselineFailure` when no answer comes or the guest loaded something else than its memory holds.
    package func sample(_ loads: Loads) throws(BaselineFailure) -> Sample {
        let words = try child.ask(loads.rawValue).split(separator: " ").compactMap { UInt32($0, radix: 16) }
        guard words.count == 7, words[6] > 0 else { throw child.failure("gave an answer that is none") }
        guard words[5] == expectedSum(loads) else { throw child.failure("loaded something else than its memory holds") }
        let seconds = words[..<5].map { Double($0) / Double(words[6]) }
        return Sample(
            writing: seconds[0] / Double(rounds), enabling: seconds[1], loading: seconds[2],
            clearing: seconds[3] / Double(rounds), invalidating: seconds[4])
    }

    /// Word k of the guest's memory holds (k + 1) times a constant.
    private func expectedSum(_ loads: Loads) -> UInt32 {
        let pattern: UInt64 = 0x9E37_79B9
        let pages = GuestPage.count(holding: size)
        let words = size / 4
        let factors =
            switch loads {
            case .pages: 1024 &* (pages &* (pages &- 1) / 2) &+ pages
            case .allWords: words &* (words &+ 1) / 2
            }
        return UInt32(truncatingIfNeeded: factors &* pattern)
    }
}

extension OtherEmulator {
    /// The emulator as a baseline.
    /// - Parameter part: what of a sample counts.
    func probe(_ loads: Loads, _ part: KeyPath<Sample, Double>) -> Probe {
        var last = Sample(writing: 0, enabling: 0, loading: 0, clearing: 0, invalidating: 0)
        return Probe(
            "qemu", run: { last = try self.sample(loads) }, ownSeconds: { last[keyPath: part] })
    }
}
