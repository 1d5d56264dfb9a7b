internal import Diagnostics

/// A range of addresses with a meaning, as the picture shows it.
struct PictureBlock: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case ram, device, other, image, program, reserved, paged, extra, unreached, window

        /// A word for a block of the kind.
        var noun: String {
            switch self {
            case .ram: "RAM"
            case .device: "device"
            default: "memory"
            }
        }

        /// What the legend says.
        var legend: String {
            switch self {
            case .ram: "RAM, mapped statically"
            case .device: "registers and other devices"
            case .other: "mapped statically"
            case .image: "image (RAMIMAGE)"
            case .program: "program RAM (RAM)"
            case .reserved: "reserved (RESERVED)"
            case .paged: "paged from flash (NANDIMAGE)"
            case .extra: "RAM of OEMRamTable"
            case .unreached: "RAM outside the static map"
            case .window: "other kernel addresses"
            }
        }
    }

    /// What a check found in the block's line.
    struct Mark: Hashable, Sendable {
        var severity: Severity
        var id: String
        var message: String
    }

    var kind: Kind
    var range: Range<UInt64>
    var title: String
    /// Lines of further facts, for a tool tip.
    var details: [String]
    var location: SourceLocation?
    /// Blocks of one number belong together: a row and the physical memory behind it.
    var link: Int?
    var findings: [Mark] = []

    /// The worst of the findings.
    var severity: Severity? { findings.map(\.severity).max() }

    /// Everything that is said of the block, a line each.
    var lines: [String] {
        [title, extentText(range)] + details + findings.map { "\($0.severity.rawValue): \($0.message) [\($0.id)]" }
            + (location.map { [$0.description] } ?? [])
    }
}
