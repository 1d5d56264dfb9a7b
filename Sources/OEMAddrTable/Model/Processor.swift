/// The family of processors that a map is for. MIPS and SH have no OEMAddressTable: their fixed segments lead to
/// physical memory (documents ee478612 and ms902344 name ARM and x86 only; the machine numbers are those of PE
/// files).
public enum Processor: String, Hashable, Sendable {
    case arm = "ARM"
    case x86
    case mips = "MIPS"
    case sh = "SH"

    /// The family of a machine number of a PE file or of ROMHDR's usCPUType; nil for one that no CE has.
    init?(machine: UInt16) {
        switch machine {
        case 0x1C0, 0x1C2, 0x1C4: self = .arm
        case 0x14C: self = .x86
        case 0x162, 0x166, 0x168, 0x169, 0x266, 0x366, 0x466: self = .mips
        case 0x1A2, 0x1A3, 0x1A4, 0x1A6, 0x1A8: self = .sh
        default: return nil
        }
    }

    /// Whether fixed segments take the place of a table.
    var hasFixedSegments: Bool { self == .mips || self == .sh }

    /// The names of the cached and the uncached segment.
    var segmentNames: (cached: String, uncached: String) { self == .sh ? ("P1", "P2") : ("KSEG0", "KSEG1") }
}

extension MemoryMap {
    /// The family that the images, else the table say; nil when neither does.
    public var processor: Processor? {
        for image in images {
            if let machine = image.header?.cpuType, let processor = Processor(machine: machine) { return processor }
        }
        return tables.first.map { $0.unit == .bytes ? .x86 : .arm }
    }
}
