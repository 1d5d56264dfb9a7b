internal import GuestAddress
internal import RunReports
internal import ScenarioFiles

/// Holds expected bytes against memory.
struct MemoryComparison {
    private let memory: any ObservedMemory

    init(_ memory: any ObservedMemory) { self.memory = memory }

    /// What is wrong, or nil.
    func failure(of entry: Expectations.Memory) -> ExpectationFailure? {
        let found: [UInt8]?
        let place: String
        switch entry.place {
        case .physical(let address):
            found = memory.bytes(at: address, count: entry.bytes.count)
            place = "physical \(address)"
        case .virtual(let address, let process):
            found = memory.bytes(at: address, count: entry.bytes.count, process: process)
            place = "virtual \(address) of \(process)"
        }
        guard found != entry.bytes else { return nil }
        return ExpectationFailure(
            "memory at \(place)", expected: show(entry.bytes, asText: entry.isText),
            found: found.map { show($0, asText: entry.isText) } ?? "nothing that can be read there",
            at: entry.location)
    }

    /// Bytes as text in quotes, or in hexadecimal; long ones cut.
    private func show(_ bytes: [UInt8], asText: Bool) -> String {
        let part = bytes.prefix(64)
        let rest = bytes.count > part.count ? " …" : ""
        if asText {
            let letters = part.map {
                $0 >= 0x20 && $0 < 0x7F ? String(Unicode.Scalar($0)) : "\\x\(hexadecimal($0, width: 2))"
            }
            return "\"\(letters.joined())\"" + rest
        }
        return part.map { hexadecimal($0, width: 2) }.joined(separator: " ") + rest
    }
}
