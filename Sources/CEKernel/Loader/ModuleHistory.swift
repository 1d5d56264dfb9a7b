package import CEMemory
import GuestAddress
import SavedState

/// Where images were loaded in the course of a run, so that the caller of a mapping has a name after its process has ended.
package struct ModuleHistory: Codable {
    private struct Entry: Codable {
        let name: String
        let range: AddressRange<VirtualAddress>
        let process: UInt32
        let since: UInt64
        let symbols: ImageSymbols

        private enum CodingKeys: CodingKey { case name, range, process, since, imageBase, exported }

        init(
            name: String, range: AddressRange<VirtualAddress>, process: UInt32, since: UInt64, symbols: ImageSymbols
        ) {
            self.name = name
            self.range = range
            self.process = process
            self.since = since
            self.symbols = symbols
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            let name = try values.decode(String.self, forKey: .name)
            self.init(
                name: name, range: try values.decode(AddressRange<VirtualAddress>.self, forKey: .range),
                process: try values.decode(UInt32.self, forKey: .process),
                since: try values.decode(UInt64.self, forKey: .since),
                symbols: try decoder.host(ImageSymbolSource.self).symbols(
                    of: name, linkedAt: try values.decode(VirtualAddress.self, forKey: .imageBase),
                    try values.decode(ExportedFunctions.self, forKey: .exported)))
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(name, forKey: .name)
            try values.encode(range, forKey: .range)
            try values.encode(process, forKey: .process)
            try values.encode(since, forKey: .since)
            try values.encode(symbols.imageBase, forKey: .imageBase)
            try values.encode(symbols.exported, forKey: .exported)
        }
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
    /// - Parameter isReturn: whether it is the address behind a call.
    package func place(
        _ address: UInt32, process: UInt32, at instructions: UInt64, isReturn: Bool = true
    ) -> String? {
        guard let found = entry(address, process, instructions) else { return nil }
        let offset = address - found.range.base.rawValue
        let place = "\(found.name)+0x\(String(offset, radix: 16))"
        return found.symbols.place(at: offset, isReturn: isReturn).map { "\(place) (\($0))" } ?? place
    }

    /// `smd.dll+0x1234` alone; nil when the call came from no image.
    package func offset(of site: CallSite) -> String? {
        entry(site.returnAddress, site.process, site.instructions).map {
            "\($0.name)+0x\(String(site.returnAddress - $0.range.base.rawValue, radix: 16))"
        }
    }

    private func entry(_ address: UInt32, _ process: UInt32, _ instructions: UInt64) -> Entry? {
        entries.last {
            $0.process == process && $0.since <= instructions && $0.range.contains(VirtualAddress(address))
        }
    }
}
