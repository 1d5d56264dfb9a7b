import GuestAddress

/// Reads the function table (.pdata), in the form that the machine has.
struct FunctionReader {
    let loaded: LoadedBytes
    let machine: PEMachine
    let imageBase: UInt32

    private static let entrySize = 8

    func read(_ directory: AddressRange<RelativeAddress>?) throws(PEImageError) -> [PEFunction] {
        guard let directory else { return [] }
        var functions: [PEFunction] = []
        let base = directory.base.rawValue
        for index in 0..<Int(directory.size) / FunctionReader.entrySize {
            let start = try loaded.word(at: base, index: 2 * index, of: "the function table")
            let data = try loaded.word(at: base, index: 2 * index + 1, of: "the function table")
            // The rest of the directory is padding.
            if start == 0, data == 0 { break }
            try loaded.requireRoom(for: functions.count + 1, at: base, of: "functions")
            functions.append(
                machine == .armNT
                    ? .unwind(.init(start: RelativeAddress(start), unwindData: data)) : .compact(compact(start, data)))
        }
        return functions
    }

    /// Prolog length in bits 7:0, function length in bits 29:8, 32-bit flag in bit 30, exception flag in bit 31.
    private func compact(_ start: UInt32, _ data: UInt32) -> PEFunction.CompactFunction {
        let hasHandler = data >> 31 != 0
        return PEFunction.CompactFunction(
            start: VirtualAddress(start), prologLength: data & 0xFF, length: data >> 8 & 0x3F_FFFF,
            has32BitInstructions: data >> 30 & 1 != 0, hasHandler: hasHandler,
            handler: hasHandler ? handler(before: start & ~1) : nil)
    }

    private func handler(before start: UInt32) -> PEFunction.Handler? {
        let (offset, below) = start.subtractingReportingOverflow(imageBase)
        guard !below, offset >= 8, let routine = try? loaded.word(at: offset - 8, of: "a handler"),
            let data = try? loaded.word(at: offset - 4, of: "a handler's data")
        else { return nil }
        return PEFunction.Handler(routine: VirtualAddress(routine), data: data)
    }
}
