/// How an ARMNT function's frame is undone, from anywhere in the function.
package struct UnwindRecord: Hashable, Sendable, Codable {
    /// Where the function takes its frame down.
    enum Epilogs: Hashable, Sendable, Codable {
        /// At its end, or nowhere.
        case last([UnwindOperation]?)
        /// At several places, in ascending order: start in half-words in bits 17:0, index of the first code in bits
        /// 31:24.
        case scopes([UInt32], codes: [UInt8])
    }

    /// The exception handler: its routine, and where its data lies.
    package struct Handler: Hashable, Sendable, Codable {
        package let routine: RelativeAddress
        package let data: RelativeAddress
    }

    /// The function's bytes.
    package let byteCount: UInt32
    /// What undoes the prolog, the last instruction first.
    package let operations: [UnwindOperation]
    /// Whether the record is of a part of a function that has no prolog of its own.
    package let isFragment: Bool
    let epilogs: Epilogs
    package let handler: Handler?

    /// Bytes of the prolog's instructions.
    package var prologByteCount: UInt32 { isFragment ? 0 : operations.reduce(0) { $0 &+ $1.size } }

    /// What is still to be undone when the instruction at an offset is the next to run.
    package func operations(at offset: UInt32) -> ArraySlice<UnwindOperation> {
        var left = prologByteCount
        if offset < left {
            // The last instructions have not run yet.
            var rest = operations[...]
            while let first = rest.first, left > offset {
                left -= min(left, first.size)
                rest.removeFirst()
            }
            return rest
        }
        guard let epilog = epilog(before: offset) else { return operations[...] }
        var done = offset - epilog.start
        guard done < epilog.operations.reduce(0, { $0 &+ $1.epilogSize }) else { return operations[...] }
        var rest = epilog.operations[...]
        while let first = rest.first, done > 0 {
            done -= min(done, first.epilogSize)
            rest.removeFirst()
        }
        return rest
    }

    /// The epilog that begins last before an offset; one whose codes are wrong is none.
    private func epilog(before offset: UInt32) -> (start: UInt32, operations: [UnwindOperation])? {
        switch epilogs {
        case .last(let operations):
            guard let operations else { return nil }
            let size = operations.reduce(0) { $0 &+ $1.epilogSize }
            return size <= byteCount && byteCount - size <= offset ? (byteCount - size, operations) : nil
        case .scopes(let scopes, let codes):
            guard let scope = scopes.last(where: { ($0 & 0x3FFFF) * 2 <= offset }) else { return nil }
            return UnwindOperation.list(codes.dropFirst(Int(scope >> 24))).map { ((scope & 0x3FFFF) * 2, $0) }
        }
    }
}
