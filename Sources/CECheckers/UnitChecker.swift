import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress

extension Checker {
    static let units = Checker(
        id: "CE0830", name: "units", title: "an address in the wrong unit",
        explanation:
            "VirtualCopy with PAGE_PHYSICAL and CreateStaticMapping take a physical address divided by 256, "
            + "MmMapIoSpace takes it in bytes, and without PAGE_PHYSICAL a source is a virtual address. CE shifts in "
            + "32 bits and checks nothing: the call succeeds, and the mapping leads to where nothing answers, to other "
            + "registers, or to memory of the kernel. The finding names the device or bank that was meant.",
        example: Example(
            bad: "VirtualCopy(p, (void *)0x49050000, 0x1000, PAGE_READWRITE | PAGE_NOCACHE | PAGE_PHYSICAL);",
            good: "VirtualCopy(p, (void *)(0x49050000 >> 8), 0x1000, PAGE_READWRITE | PAGE_NOCACHE | PAGE_PHYSICAL);"),
        isStandard: true,
        make: { UnitChecker($0) })
}

/// Reports mappings whose source is another address than the one that was meant.
final class UnitChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.units, setup, .doubtfulSources) }

    override func observe(_ event: MachineEvent) {
        guard case .sourceDoubted(let source) = event else { return }
        let meant = kernel.meant(by: source.number)
        switch source.number {
        case .shifted(let number):
            guard number > 0xFF_FFFF || meant != nil else { return }
            tell(
                source,
                "\(source.site.function) takes a physical address divided by 256: 0x\(hexadecimal(number)) leads to "
                    + "physical \(source.physical)", meant
            ) { "0x\(hexadecimal($0.physical.rawValue >> 8))" }
        case .bytes(let address):
            guard let meant else { return }
            tell(
                source,
                "\(source.site.function) takes a physical address in bytes: \(address) is no address of the board",
                meant
            ) { "\($0.physical)" }
        case .address(let address):
            guard let meant, meant.physical != source.physical else { return }
            tell(
                source,
                "the source 0x\(hexadecimal(address)) is a virtual address without PAGE_PHYSICAL, and shows physical "
                    + "\(source.physical), which the kernel hands out", meant
            ) { "PAGE_PHYSICAL and 0x\(hexadecimal($0.physical.rawValue >> 8))" }
        }
    }

    private func tell(
        _ source: DoubtfulSource, _ what: String, _ meant: MeantAddress?, _ right: (MeantAddress) -> String
    ) {
        let answers = kernel.physicalPlace(source.physical).map { ", \($0)" } ?? ", where nothing answers"
        emit(
            .error, process: source.process.name, place: kernel.describe(source.site), what + answers,
            hint: meant.map { "meant is \($0.place): \(source.site.function) takes \(right($0))" }
                ?? "divide the physical address by 256")
    }
}
