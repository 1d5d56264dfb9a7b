import GuestAddress

/// Where images were loaded in the course of a run, so that the caller of a mapping has a name after its process has ended.
struct ModuleHistory {
    private struct Entry {
        let name: String
        let range: AddressRange<VirtualAddress>
        let process: UInt32
        let since: UInt64
    }

    private static let capacity = 4096
    private var entries: [Entry] = []

    mutating func add(_ module: Module, at instructions: UInt64) {
        if entries.count >= Self.capacity { entries.removeFirst(Self.capacity / 2) }
        entries.append(
            Entry(name: module.name, range: module.range, process: module.process.id, since: instructions))
    }

    /// `smd.dll+0x1234`: the image that was at an address of a process at some time; nil when none was.
    func place(_ address: UInt32, process: UInt32, at instructions: UInt64) -> String? {
        let found = entries.last {
            $0.process == process && $0.since <= instructions && $0.range.contains(VirtualAddress(address))
        }
        return found.map { "\($0.name)+0x\(String(address - $0.range.base.rawValue, radix: 16))" }
    }
}
