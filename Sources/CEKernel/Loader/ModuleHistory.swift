import GuestAddress

/// Where images were loaded in the course of a run, so that the caller of a mapping has a name after its process has ended.
package struct ModuleHistory {
    private struct Entry {
        let name: String
        let range: AddressRange<VirtualAddress>
        let process: UInt32
        let since: UInt64
        let symbols: ImageSymbols
    }

    private static let capacity = 4096
    private var entries: [Entry] = []

    mutating func add(_ module: Module, at instructions: UInt64) {
        if entries.count >= Self.capacity { entries.removeFirst(Self.capacity / 2) }
        entries.append(
            Entry(
                name: module.name, range: module.range, process: module.process.id, since: instructions,
                symbols: module.symbols))
    }

    /// `smd.dll+0x1234`, with the function that a companion file knows there: the image that a call of a process came from at some
    /// time; nil when none did.
    package func place(_ address: UInt32, process: UInt32, at instructions: UInt64) -> String? {
        let found = entries.last {
            $0.process == process && $0.since <= instructions && $0.range.contains(VirtualAddress(address))
        }
        guard let found else { return nil }
        let offset = address - found.range.base.rawValue
        let place = "\(found.name)+0x\(String(offset, radix: 16))"
        return found.symbols.place(at: offset, isReturn: true).map { "\(place) (\($0))" } ?? place
    }
}
