import GuestAddress
import SavedState

/// The findings of a run, in order: each cause once, with how often it came. Bounded: of a guest that errs without end
/// the first ones tell enough.
final class FindingLog: SavedPart {
    static let capacity = 1000

    /// What makes two findings one: the same code does the same wrong, whatever addresses it does it to.
    private struct Cause: Hashable, Codable {
        let checker: String
        let process: String
        let place: String
        let message: String
    }

    /// Memory that a finding says is mapped with two kinds of attributes.
    private struct Alias: Codable {
        let range: AddressRange<PhysicalAddress>
        let finding: Int
    }

    private(set) var findings: [MachineFinding] = []
    private var positions: [Cause: Int] = [:]
    private var aliases: [Alias] = []

    /// Keeps a finding, or counts it when its cause is there already.
    /// - Returns: its position; nil when there are too many.
    func add(_ finding: MachineFinding) -> Int? {
        let cause = Cause(
            checker: finding.checker.id, process: finding.process, place: finding.place,
            message: Self.withoutAddresses(finding.message))
        if let position = positions[cause], findings.indices.contains(position) {
            findings[position].count &+= 1
            return position
        }
        guard findings.count < Self.capacity else { return nil }
        positions[cause] = findings.count
        findings.append(finding)
        return findings.count - 1
    }

    /// Says more of a finding that is there.
    func revise(_ position: Int, _ message: String, hint: String?) {
        guard findings.indices.contains(position) else { return }
        findings[position].message = message
        findings[position].hint = hint
    }

    /// Notes that a finding is about memory with two kinds of attributes: what comes of that is part of it.
    func note(alias range: AddressRange<PhysicalAddress>, of position: Int) {
        guard aliases.count < Self.capacity else { return }
        aliases.append(Alias(range: range, finding: position))
    }

    /// The finding that has caused what happens to a place in memory, if there is one.
    func aliasFinding(over range: AddressRange<PhysicalAddress>) -> Int? {
        aliases.first { $0.range.overlaps(range) }?.finding
    }

    /// Adds a consequence to the finding that caused it.
    func attach(_ consequence: String, to position: Int) {
        guard findings.indices.contains(position) else { return }
        findings[position].consequences &+= 1
        if findings[position].consequence == nil { findings[position].consequence = consequence }
    }

    /// The text with every hexadecimal number of one form.
    private static func withoutAddresses(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "x")) else { return text }
        var bytes: [UInt8] = []
        var isInNumber = false
        for byte in text.utf8 {
            if isInNumber, isHexadecimalDigit(byte) { continue }
            isInNumber = byte == UInt8(ascii: "x") && bytes.last == UInt8(ascii: "0")
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    func carry(_ state: StateCarrier) throws {
        try state.carry(&findings)
        try state.carry(&positions)
        try state.carry(&aliases)
    }
}
