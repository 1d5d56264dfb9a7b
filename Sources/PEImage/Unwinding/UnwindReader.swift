import GuestAddress

/// Reads the records of .xdata ("ARM exception handling", Microsoft Learn, section ".xdata records").
struct UnwindReader {
    let loaded: LoadedBytes

    private static let what = "unwind data"
    /// More are passed over: a fault in one of them is unwound as in the function's body.
    private static let maximumEpilogs: UInt32 = 1024

    /// - Returns: nil for a record of another version, or one whose codes have no end.
    func read(at address: UInt32) throws(PEImageError) -> UnwindRecord? {
        let header = try loaded.word(at: address, of: Self.what)
        guard header >> 18 & 3 == 0 else { return nil }
        var next = 1
        func word() throws(PEImageError) -> UInt32 {
            defer { next += 1 }
            return try loaded.word(at: address, index: next, of: Self.what)
        }
        var epilogCount = header >> 23 & 0x1F
        var codeWords = header >> 28
        let isSingleEpilog = header >> 21 & 1 != 0
        if epilogCount == 0, codeWords == 0 {
            let second = try word()
            epilogCount = second & 0xFFFF
            codeWords = second >> 16 & 0xFF
        }
        var scopes: [UInt32] = []
        if !isSingleEpilog {
            for _ in 0..<min(epilogCount, Self.maximumEpilogs) { scopes.append(try word()) }
            next += Int(epilogCount) - scopes.count
        }
        var codes: [UInt8] = []
        for _ in 0..<codeWords {
            let four = try word()
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                codes.append(UInt8(truncatingIfNeeded: four >> shift))
            }
        }
        var handler: UnwindRecord.Handler?
        if header >> 20 & 1 != 0 {
            let routine = RelativeAddress(try word())
            let data = try loaded.element(address, next, size: 4, of: Self.what)
            handler = UnwindRecord.Handler(routine: routine, data: RelativeAddress(data))
        }
        let byteCount = (header & 0x3FFFF) * 2
        guard let operations = UnwindOperation.list(codes[...]) else { return nil }
        // With one epilog the count is the index of its first code.
        let epilogs: UnwindRecord.Epilogs =
            isSingleEpilog
            ? .last(UnwindOperation.list(codes.dropFirst(Int(epilogCount)))) : .scopes(scopes, codes: codes)
        return UnwindRecord(
            byteCount: byteCount, operations: operations, isFragment: header >> 22 & 1 != 0, epilogs: epilogs,
            handler: handler)
    }
}

extension PEImage {
    /// How the frame of a function is undone, read when it is asked for: many functions may share a record.
    /// - Returns: nil when the function's unwind data cannot be followed.
    package func unwindRecord(of function: PEFunction.UnwindFunction) -> UnwindRecord? {
        guard function.unwindData & 3 == 0 else { return PackedUnwindData(word: function.unwindData).record() }
        let loaded = LoadedBytes(file: file, sections: sections, sizeOfHeaders: sizeOfHeaders)
        return (try? UnwindReader(loaded: loaded).read(at: function.unwindData)) ?? nil
    }
}
