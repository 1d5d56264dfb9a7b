/// What one ARMNT unwind code undoes, and how long the instruction is that did it ("ARM exception handling", Microsoft
/// Learn).
package struct UnwindOperation: Hashable, Sendable, Codable {
    package enum Effect: Hashable, Sendable, Codable {
        /// SP goes up by this many bytes.
        case adjustStack(UInt32)
        /// Registers come off the stack, the lowest first: bit N is rN, bit 14 LR.
        case pop(UInt32)
        /// That many double registers come off the stack.
        case popDoubles(UInt32)
        /// SP is what the register holds.
        case stackFrom(register: Int)
        /// LR is the word at SP, which goes up by this many bytes.
        case loadLink(UInt32)
        case nothing
        /// The last one of its list; the epilog goes on with an instruction of this size in bytes.
        case end
    }

    package let effect: Effect
    /// Bytes of the instruction in the prolog; 0 of the end.
    package let size: UInt32
    /// Bytes of the instruction in an epilog, which the codes FD and FE have beyond the prolog.
    package let epilogSize: UInt32

    init(_ effect: Effect, size: UInt32, epilogSize: UInt32? = nil) {
        self.effect = effect
        self.size = size
        self.epilogSize = epilogSize ?? size
    }

    /// LR in a `pop`.
    static let link: UInt32 = 1 << 14

    /// The operations from a place in the codes to their end.
    /// - Returns: nil when a code is reserved, or the codes end without an end.
    static func list(_ codes: ArraySlice<UInt8>) -> [UnwindOperation]? {
        var operations: [UnwindOperation] = []
        var rest = codes
        while let first = rest.popFirst() {
            guard rest.count >= extraBytes(first) else { return nil }
            var code = UInt32(first)
            for _ in 0..<extraBytes(first) { code = code << 8 | UInt32(rest.removeFirst()) }
            guard let operation = decode(first, code) else { return nil }
            operations.append(operation)
            if operation.effect == .end { return operations }
        }
        return nil
    }

    private static func extraBytes(_ first: UInt8) -> Int {
        switch first {
        case 0x80...0xBF, 0xE8...0xEF, 0xF5, 0xF6: 1
        case 0xF7, 0xF9: 2
        case 0xF8, 0xFA: 3
        default: 0
        }
    }

    private static func decode(_ first: UInt8, _ code: UInt32) -> UnwindOperation? {
        switch first {
        case 0x00...0x7F: UnwindOperation(.adjustStack((code & 0x7F) * 4), size: 2)
        case 0x80...0xBF: UnwindOperation(.pop(code & 0x1FFF | (code & 0x2000) << 1), size: 4)
        case 0xC0...0xCF: UnwindOperation(.stackFrom(register: Int(code & 15)), size: 2)
        case 0xD0...0xD7: UnwindOperation(.pop(fromR4(count: code & 3 + 1, link: code & 4)), size: 2)
        case 0xD8...0xDF: UnwindOperation(.pop(fromR4(count: code & 3 + 5, link: code & 4)), size: 4)
        case 0xE0...0xE7: UnwindOperation(.popDoubles(code & 7 + 1), size: 4)
        case 0xE8...0xEB: UnwindOperation(.adjustStack((code & 0x3FF) * 4), size: 4)
        case 0xEC, 0xED: UnwindOperation(.pop(code & 0xFF | (code & 0x100) << 6), size: 2)
        case 0xEF where code & 0xF0 == 0: UnwindOperation(.loadLink((code & 15) * 4), size: 4)
        case 0xF5, 0xF6: doubles(first: code >> 4 & 15, last: code & 15)
        case 0xF7: UnwindOperation(.adjustStack((code & 0xFFFF) * 4), size: 2)
        case 0xF8: UnwindOperation(.adjustStack((code & 0xFF_FFFF) * 4), size: 2)
        case 0xF9: UnwindOperation(.adjustStack((code & 0xFFFF) * 4), size: 4)
        case 0xFA: UnwindOperation(.adjustStack((code & 0xFF_FFFF) * 4), size: 4)
        case 0xFB: UnwindOperation(.nothing, size: 2)
        case 0xFC: UnwindOperation(.nothing, size: 4)
        case 0xFD: UnwindOperation(.end, size: 0, epilogSize: 2)
        case 0xFE: UnwindOperation(.end, size: 0, epilogSize: 4)
        case 0xFF: UnwindOperation(.end, size: 0)
        default: nil
        }
    }

    /// The list of r4 and the registers after it.
    static func fromR4(count: UInt32, link: UInt32) -> UInt32 {
        ((1 << count) - 1) << 4 | (link == 0 ? 0 : Self.link)
    }

    private static func doubles(first: UInt32, last: UInt32) -> UnwindOperation? {
        last >= first ? UnwindOperation(.popDoubles(last - first + 1), size: 4) : nil
    }
}
